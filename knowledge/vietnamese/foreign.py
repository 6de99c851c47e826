"""Words of other languages and of the machine that would read as Telex, and are not meant so."""

_TABLE = """
as is us or if of in on at by to up no so go do me my we he she it its was has his her him
list test last best rest cost host post most must just fast east west next text data
bus gas max min mix box fax tax taxi visa vip lux mac maps exe web wifi pdf doc docx xls xlsx csv txt
car bar war far tour sir ser bid four hour your our for her per pos iso ios
now how low two row new few law raw saw see fee free teen seen been seem need week keep feel meet
book look cook good food foot room zoom moon noon soon door poor pool cool tool school
name more made make same some home time like note site date rate
dns rss sms mms ams bs ts ths gs pgs gas ads apps app link file code cod form online offline
"""
FOREIGN = frozenset(_TABLE.split())
"""Not the whole of any language: those that are typed to an office and end up as a Vietnamese syllable."""
