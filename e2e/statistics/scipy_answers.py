"""Answers statistical questions, one JSON object a line, with SciPy and statsmodels."""

import json
import sys

import numpy as np
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.power import NormalIndPower
from statsmodels.stats.proportion import (
    confint_proportions_2indep,
    proportion_confint,
    proportions_ztest,
)


def proportions(ask):
    counts, trials = ask["counts"], ask["trials"]
    z, p = proportions_ztest(counts[::-1], trials[::-1])
    low, high = confint_proportions_2indep(
        counts[1], trials[1], counts[0], trials[0], method="newcomb", compare="diff"
    )
    wilson = proportion_confint(counts[0], trials[0], method="wilson")
    return [z, p, low, high, *wilson]


def means(ask):
    result = stats.ttest_ind(ask["b"], ask["a"], equal_var=False)
    interval = result.confidence_interval(0.95)
    return [result.statistic, result.pvalue, interval.low, interval.high, result.df]


def ranks(ask):
    result = stats.mannwhitneyu(ask["b"], ask["a"], method="asymptotic", alternative="two-sided")
    return [result.statistic, result.pvalue]


def multiple(ask):
    return [*multipletests(ask["p"], method="holm")[1], *multipletests(ask["p"], method="fdr_bh")[1]]


def ratio(ask):
    shares = np.array(ask["shares"]) / sum(ask["shares"])
    result = stats.chisquare(ask["counts"], shares * sum(ask["counts"]))
    return [result.statistic, result.pvalue]


def power(ask):
    effect = ask["difference"] / ask["deviation"]
    return [NormalIndPower().solve_power(effect, alpha=ask["alpha"], power=ask["power"])]


TASKS = {f.__name__: f for f in (proportions, means, ranks, multiple, ratio, power)}

for line in sys.stdin:
    question = json.loads(line)
    print(json.dumps([float(x) for x in TASKS[question["task"]](question)]), flush=True)
