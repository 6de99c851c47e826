"""A Zalo Official Account: what people send to it, what is said in its name.

`webhook.py` is the way in: a call's signature (`signature.py`), its shape (`shapes.py`), its event in ours
(`events.py`, `attachments.py`, `buttons.py`). `verification.py` proves to Zalo whose domain it calls.
"""
