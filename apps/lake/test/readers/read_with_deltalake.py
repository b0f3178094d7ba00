"""Reads Delta tables with delta-rs, or writes one. Arguments: a JSON object. Prints a JSON object after ANSWER."""
import json
import sys

from deltalake import DeltaTable, QueryBuilder, write_deltalake

order = json.loads(sys.argv[1])
options = order.get("storageOptions")
table = DeltaTable(order["table"], version=order.get("version"), storage_options=options)
rows = QueryBuilder().register("t", table).execute(order["sql"]).read_all()
if "copyTo" in order:
    write_deltalake(order["copyTo"], rows)
    DeltaTable(order["copyTo"]).create_checkpoint()
if order.get("checkpoint"):
    table.create_checkpoint()
columns = {} if "copyTo" in order else {name: rows[name].to_pylist() for name in rows.column_names}
print("\nANSWER " + json.dumps({
    "version": table.version(),
    "columns": columns,
    "nFiles": len(table.file_uris()),
    "transactions": {app: table.transaction_version(app) for app in order.get("apps", [])},
}))
