"""Every page and act of the desk, and the right it takes: a line each, `-` for whoever is signed in.

A new route gets its line here; whoever reads it asks whether the right is the one that was meant.
"""

from bot.console.rights import Right

TABLE = r"""
GET  read    /
GET  -       /account
POST -       /account/devices
GET  -       /account/factor
POST -       /account/factor
POST -       /account/factor/drop
POST -       /account/others
POST -       /account/password
GET  -       /agency
POST -       /agency
GET  read    /answers
GET  read    /answers/draft/{id:\d{1,9}}
POST draft   /answers/draft/{id:\d{1,9}}
POST draft   /answers/draft/{id:\d{1,9}}/drop
GET  read    /answers/draft/{id:\d{1,9}}/gate
GET  read    /answers/draft/{id:\d{1,9}}/gate/state
POST edit    /answers/draft/{id:\d{1,9}}/publish
GET  read    /answers/draft/{id:\d{1,9}}/try
POST read    /answers/draft/{id:\d{1,9}}/try
GET  draft   /answers/new
POST draft   /answers/new
POST draft   /answers/versions/{id:\d{1,9}}/restore
POST draft   /answers/why
GET  read    /answers/{agency}/{code}
POST draft   /answers/{agency}/{code}/withdraw
GET  read    /articles
POST edit    /articles/decide
GET  read    /articles/{number:\d{1,9}}
GET  read    /blocks
POST edit    /blocks
POST edit    /blocks/{id:\d{1,9}}/end
GET  read    /broadcasts
GET  edit    /broadcasts/new
POST edit    /broadcasts/new
GET  read    /broadcasts/{number:\d{1,9}}
GET  read    /broadcasts/{number:\d{1,9}}/ledger
GET  send    /broadcasts/{number:\d{1,9}}/ledger.{kind:csv|xlsx}
GET  read    /broadcasts/{number:\d{1,9}}/progress
GET  read    /broadcasts/{number:\d{1,9}}/reach
POST edit    /broadcasts/{number:\d{1,9}}/{act:[a-z-]+}
GET  talk    /canned
POST talk    /canned
GET  talk    /canned/{answer:\d{1,9}}
POST talk    /canned/{answer:\d{1,9}}
POST talk    /canned/{answer:\d{1,9}}/delete
GET  read    /channels
GET  operate /channels/new/{kind:zalo|messenger}
POST operate /channels/new/{kind:zalo|messenger}
GET  operate /channels/{kind:zalo|messenger}/{agency:[a-z0-9-]{1,64}}/check
POST operate /channels/{kind:zalo|messenger}/{agency:[a-z0-9-]{1,64}}/consent
GET  operate /channels/{kind:zalo|messenger}/{agency:[a-z0-9-]{1,64}}/options
POST operate /channels/{kind:zalo|messenger}/{agency:[a-z0-9-]{1,64}}/options
POST operate /channels/{kind:zalo|messenger}/{agency:[a-z0-9-]{1,64}}/remove
GET  read    /groups
GET  read    /groups/{id}
POST edit    /groups/{id}/ignore
POST edit    /groups/{id}/merge
POST edit    /groups/{id}/open
POST draft   /groups/{id}/procedure
POST edit    /groups/{id}/send
POST edit    /groups/{id}/split
GET  edit    /later/block/{block:\d{1,9}}
POST edit    /later/block/{block:\d{1,9}}
GET  edit    /later/question/{question:\d{1,9}}
POST edit    /later/question/{question:\d{1,9}}
GET  edit    /later/{group:\d{1,9}}
POST edit    /later/{group:\d{1,9}}
GET  people  /log
GET  read    /news-rule
POST rule    /news-rule
POST rule    /news-rule/save
GET  read    /numbers
GET  read    /numbers/open-data.csv
GET  read    /numbers/report
GET  people  /people
POST people  /people
GET  people  /people/new
GET  people  /people/{id:[0-9]{1,9}}
POST people  /people/{id:[0-9]{1,9}}/disable
POST people  /people/{id:[0-9]{1,9}}/enable
POST people  /people/{id:[0-9]{1,9}}/factor
POST people  /people/{id:[0-9]{1,9}}/grant
POST people  /people/{id:[0-9]{1,9}}/link
POST people  /people/{id:[0-9]{1,9}}/sign-out
POST people  /people/{id:[0-9]{1,9}}/take
POST send    /posts/{number:\d{1,9}}/settle
GET  read    /procedures
GET  read    /procedures/{code}
GET  draft   /procedures/{code}/fields/{facet}
POST draft   /procedures/{code}/fields/{facet}
POST draft   /procedures/{code}/phrasings
GET  read    /questions
GET  read    /questions/{id}
POST draft   /questions/{id}/wrong
GET  read    /review-words
POST rule    /review-words
POST rule    /review-words/{id:\d{1,9}}/remove
GET  read    /reviews
POST edit    /reviews/{id:\d{1,9}}/approve
POST edit    /reviews/{id:\d{1,9}}/return
GET  read    /setup
GET  operate /setup/agencies/new
POST operate /setup/agencies/new
GET  operate /setup/agency
POST operate /setup/agency
GET  send    /setup/first
POST send    /setup/first
POST send    /setup/first/testers
POST -       /sign-out
GET  read    /sources
POST operate /sources
POST operate /sources/look
GET  operate /sources/new
POST operate /sources/{number:[0-9]{1,9}}/{act:stop|go|remove|trust}
GET  talk    /talks
GET  talk    /talks/open
GET  talk    /talks/{talk:\d{1,9}}
POST talk    /talks/{talk:\d{1,9}}/back
POST talk    /talks/{talk:\d{1,9}}/claim
POST talk    /talks/{talk:\d{1,9}}/close
GET  talk    /talks/{talk:\d{1,9}}/lines
POST talk    /talks/{talk:\d{1,9}}/take
POST talk    /talks/{talk:\d{1,9}}/write
GET  edit    /testers
POST edit    /testers/add
POST edit    /testers/remove
POST edit    /today/articles/{id}
POST read    /undo/{id}
"""


def expected() -> dict[tuple[str, str], Right | None]:
    """By method and path."""
    lines = [line.split(maxsplit=2) for line in TABLE.strip().splitlines()]
    return {(method, path): None if right == "-" else Right(right) for method, right, path in lines}
