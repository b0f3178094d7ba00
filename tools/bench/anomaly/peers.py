"""Runs PyOD's and river's detectors for the benchmark: one JSON request a line on standard input, one JSON answer a line.

{"task": "pyod", "detector": "KNN", "file": "...csv.gz", "seeds": [0], "rounds": 1} -> {"auroc", "ap", "seconds"}
{"task": "hst", "records": 20000, "features": 3} -> {"perSecond", "p99Ms"}
Seconds are CPU seconds of this process, the least of all rounds and seeds.
"""
import json
import sys
import time
import warnings

import numpy as np

warnings.filterwarnings("ignore")
TABLES = {}


def read_table(file):
    if file not in TABLES:
        from sklearn.preprocessing import StandardScaler

        rows = np.loadtxt(file, delimiter=",", skiprows=1)
        TABLES[file] = (StandardScaler().fit_transform(rows[:, :-1]), rows[:, -1])
    return TABLES[file]


def create(name, seed, features):
    from importlib import import_module

    places = {"MCD": "mcd", "GMM": "gmm", "KDE": "kde", "OCSVM": "ocsvm"}
    module = import_module("pyod.models." + places.get(name, name.lower()))
    params = {}
    if name in ("IForest", "CBLOF", "INNE", "MCD", "GMM"):
        params["random_state"] = seed
    if name == "ABOD":
        params["method"] = "fast"
    if name == "LODA":
        np.random.seed(seed)
    return getattr(module, name)(**params)


def run_pyod(request):
    from sklearn.metrics import average_precision_score, roc_auc_score

    x, labels = read_table(request["file"])
    auroc, precision, seconds = [], [], []
    for seed in request["seeds"]:
        for _ in range(request["rounds"]):
            detector = create(request["detector"], seed, x.shape[1])
            before = time.process_time()
            detector.fit(x)
            seconds.append(time.process_time() - before)
        scores = np.nan_to_num(detector.decision_scores_)
        auroc.append(roc_auc_score(labels, scores))
        precision.append(average_precision_score(labels, scores))
    return {"auroc": float(np.mean(auroc)), "ap": float(np.mean(precision)), "seconds": min(seconds)}


def run_hst(request):
    from river.anomaly import HalfSpaceTrees

    random = np.random.default_rng(1)
    names = ["x%d" % j for j in range(request["features"])]
    records = [dict(zip(names, row)) for row in random.random((request["records"], len(names))).tolist()]
    detector = HalfSpaceTrees(seed=1)
    for record in records[:1000]:
        detector.score_one(record)
        detector.learn_one(record)
    before = time.process_time()
    for record in records:
        detector.score_one(record)
        detector.learn_one(record)
    seconds = time.process_time() - before
    lags = []
    for record in records[:5000]:
        start = time.perf_counter()
        detector.score_one(record)
        detector.learn_one(record)
        lags.append(time.perf_counter() - start)
    return {"perSecond": len(records) / seconds, "p99Ms": float(np.quantile(lags, 0.99) * 1000)}


for line in sys.stdin:
    request = json.loads(line)
    try:
        answer = run_pyod(request) if request["task"] == "pyod" else run_hst(request)
    except Exception as error:  # the benchmark says which peer could not run, and goes on
        answer = {"error": "%s: %s" % (type(error).__name__, error)}
    print(json.dumps(answer), flush=True)
