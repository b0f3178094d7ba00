"""Reads a Delta table with Spark. Arguments: a JSON object. Prints the rows as JSON after ANSWER."""
import glob
import json
import sys

from pyspark.sql import SparkSession

order = json.loads(sys.argv[1])
spark = (
    SparkSession.builder.master("local[1]")
    .config("spark.jars", ",".join(glob.glob(order["jars"] + "/*.jar")))
    .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
    .config("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
    .config("spark.databricks.delta.snapshotPartitions", "1")
    .config("spark.sql.shuffle.partitions", "1")
    .config("spark.driver.memory", "1g")
    .config("spark.sql.session.timeZone", "UTC")
    .config("spark.ui.enabled", "false")
    .config("spark.ui.showConsoleProgress", "false")
    .getOrCreate()
)
spark.read.format("delta").load(order["table"]).createOrReplaceTempView("t")
print("\nANSWER " + json.dumps([list(row) for row in spark.sql(order["sql"]).collect()]))
