"""usage: sql.py FILE — runs the statements on standard input on a SQLite file and prints the last one's rows as JSON."""
import json
import sqlite3
import sys

database = sqlite3.connect(sys.argv[1], timeout=20, isolation_level=None)
rows = []
for statement, parameters in json.load(sys.stdin):
    rows = database.execute(statement, parameters).fetchall()
database.close()
print(json.dumps(rows))
