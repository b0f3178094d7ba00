/** What the example of each operation is answered; written by its test with UPDATE_EXAMPLES=1. */
export const exampleAnswers: Readonly<Record<string, unknown>> = {
  "listConversations": {
    "items": [
      {
        "conversationId": "conversation-27",
        "source": "test",
        "revision": "0257f5a8b751caadc4ab3262caa47f27",
        "sequence": 1,
        "pass": 0,
        "startedAt": "2026-01-06T01:13:28.261Z",
        "endedAt": "2026-01-06T01:14:28.261Z",
        "userId": "user-1",
        "model": "model-a",
        "nMessages": 3,
        "date": "2026-01-06",
        "title": "How do I reset my password?",
        "nUserMessages": 1,
        "nCharacters": 70,
        "durationSeconds": 30,
        "language": {
          "sequence": 1,
          "pass": 0,
          "code": "en",
          "confidence": 0.9,
          "translationStatus": "same-language"
        },
        "category": {
          "sequence": 1,
          "pass": 0,
          "topic": "account",
          "topicConfidence": 0.8,
          "intent": "question",
          "sentiment": "neutral",
          "sentimentScore": 0,
          "quality": 1,
          "qualityIssues": [],
          "outcome": "resolved",
          "outcomeConfidence": 0.9,
          "signals": [],
          "nErrors": 0,
          "meanLatencySeconds": 30,
          "taxonomyVersion": "t-1"
        },
        "anomaly": {
          "sequence": 1,
          "pass": 0,
          "score": 0.2,
          "isAnomalous": false,
          "topFeature": "nMessages"
        },
        "firstWords": "How do I reset my password?",
        "updatedAt": "2026-02-01T10:00:00.000Z"
      },
      {
        "conversationId": "conversation-31",
        "source": "test",
        "revision": "691bdbe58ef120f9ce0eb787a6f3ddcc",
        "sequence": 1,
        "pass": 0,
        "startedAt": "2026-01-05T23:54:24.937Z",
        "endedAt": "2026-01-05T23:56:54.937Z",
        "userId": "user-1",
        "model": "model-a",
        "nMessages": 6,
        "date": "2026-01-05",
        "title": "How do I reset my password?",
        "nUserMessages": 1,
        "nCharacters": 70,
        "durationSeconds": 30,
        "language": {
          "sequence": 1,
          "pass": 0,
          "code": "en",
          "confidence": 0.9,
          "translationStatus": "same-language"
        },
        "category": {
          "sequence": 1,
          "pass": 0,
          "topic": "account",
          "topicConfidence": 0.8,
          "intent": "question",
          "sentiment": "neutral",
          "sentimentScore": 0,
          "quality": 1,
          "qualityIssues": [],
          "outcome": "resolved",
          "outcomeConfidence": 0.9,
          "signals": [],
          "nErrors": 0,
          "meanLatencySeconds": 30,
          "taxonomyVersion": "t-1"
        },
        "anomaly": {
          "sequence": 1,
          "pass": 0,
          "score": 0.2,
          "isAnomalous": false,
          "topFeature": "nMessages"
        },
        "firstWords": "How do I reset my password?",
        "updatedAt": "2026-02-01T10:00:00.000Z"
      }
    ],
    "nextCursor": "eyJzdGFydGVkQXQiOiIyMDI2LTAxLTA1VDIzOjU0OjI0LjkzN1oiLCJjb252ZXJzYXRpb25JZCI6ImNvbnZlcnNhdGlvbi0zMSJ9"
  },
  "sendConversations": {
    "submissionId": "7f1b3c52-94aa-4c0e-8f5e-2d6c1e0b9a11",
    "source": "api",
    "nConversations": 1
  },
  "getConversation": {
    "conversationId": "conversation-1",
    "source": "test",
    "revision": "e09a6dea06a9cf3d29b6e08e8200f910",
    "sequence": 1,
    "pass": 0,
    "startedAt": "2026-01-05T09:00:00.000Z",
    "endedAt": "2026-01-05T09:00:30.000Z",
    "userId": "user-7",
    "model": "model-a",
    "nMessages": 2,
    "date": "2026-01-05",
    "title": "Translate \"good morning\" into Spanish, please.",
    "nUserMessages": 1,
    "nCharacters": 70,
    "durationSeconds": 30,
    "language": {
      "sequence": 1,
      "pass": 0,
      "code": "en",
      "confidence": 0.9,
      "translationStatus": "same-language"
    },
    "category": {
      "sequence": 1,
      "pass": 0,
      "topic": "account",
      "topicConfidence": 0.8,
      "intent": "question",
      "sentiment": "neutral",
      "sentimentScore": 0,
      "quality": 1,
      "qualityIssues": [],
      "outcome": "resolved",
      "outcomeConfidence": 0.9,
      "signals": [],
      "nErrors": 0,
      "meanLatencySeconds": 30,
      "taxonomyVersion": "t-1"
    },
    "anomaly": {
      "sequence": 1,
      "pass": 0,
      "score": 0.99,
      "isAnomalous": true,
      "topFeature": "nMessages"
    },
    "updatedAt": "2026-02-01T10:00:00.000Z",
    "messages": [
      {
        "index": 0,
        "role": "user",
        "content": "Translate \"good morning\" into Spanish, please.",
        "sentAt": "2026-01-05T09:00:00.000Z",
        "language": "en",
        "languageConfidence": 0.9,
        "translations": {}
      },
      {
        "index": 1,
        "role": "assistant",
        "content": "Done.",
        "sentAt": "2026-01-05T09:00:30.000Z",
        "language": "en",
        "languageConfidence": 0.9,
        "translations": {}
      }
    ],
    "translation": {
      "status": "same-language",
      "translator": null,
      "pivotLanguage": "en"
    },
    "categories": {
      "topic": {
        "label": "account",
        "confidence": 0.8,
        "alternatives": [],
        "evidence": [
          "password"
        ]
      },
      "intent": {
        "label": "question",
        "confidence": 0.7
      },
      "sentiment": {
        "label": "neutral",
        "score": 0,
        "confidence": 0.6
      },
      "quality": {
        "score": 1,
        "issues": []
      },
      "modelVersion": "m-1",
      "messages": []
    },
    "score": {
      "anomalyScore": 0.99,
      "threshold": 0.8,
      "contributions": [
        {
          "feature": "nMessages",
          "value": 9,
          "contribution": 0.5
        }
      ],
      "detector": "d-1"
    }
  },
  "getTranslation": {
    "conversationId": "conversation-1",
    "language": "en",
    "languageConfidence": 0.9,
    "languages": [
      "en"
    ],
    "pivotLanguage": "en",
    "translationStatus": "same-language",
    "translator": null,
    "messages": [
      {
        "index": 0,
        "role": "user",
        "content": "Translate \"good morning\" into Spanish, please.",
        "sentAt": "2026-01-05T09:00:00.000Z",
        "language": "en",
        "languageConfidence": 0.9,
        "translations": {}
      },
      {
        "index": 1,
        "role": "assistant",
        "content": "Done.",
        "sentAt": "2026-01-05T09:00:30.000Z",
        "language": "en",
        "languageConfidence": 0.9,
        "translations": {}
      }
    ]
  },
  "listMessages": {
    "conversationId": "conversation-1",
    "language": "en",
    "languages": [
      "en"
    ],
    "translationStatus": "same-language",
    "translator": null,
    "messages": [
      {
        "index": 0,
        "role": "user",
        "sentAt": "2026-01-05T09:00:00.000Z",
        "content": "Translate \"good morning\" into Spanish, please.",
        "language": "en",
        "shownIn": "en",
        "translations": []
      },
      {
        "index": 1,
        "role": "assistant",
        "sentAt": "2026-01-05T09:00:30.000Z",
        "content": "Done.",
        "language": "en",
        "shownIn": "en",
        "translations": []
      }
    ]
  },
  "getSummary": {
    "nConversations": 31,
    "nMessages": 132,
    "nUsers": 7,
    "nAnomalous": 1,
    "meanSentiment": 0,
    "meanQuality": 1,
    "from": "2026-01-05",
    "to": "2026-01-06",
    "days": [
      {
        "date": "2026-01-05",
        "nConversations": 28,
        "nAnomalous": 1,
        "nErrors": 0,
        "meanSentiment": 0
      },
      {
        "date": "2026-01-06",
        "nConversations": 3,
        "nAnomalous": 0,
        "nErrors": 0,
        "meanSentiment": 0
      }
    ],
    "topics": [
      {
        "label": "account",
        "count": 16
      },
      {
        "label": "billing",
        "count": 15
      }
    ],
    "intents": [
      {
        "label": "question",
        "count": 31
      }
    ],
    "sentiments": [
      {
        "label": "neutral",
        "count": 31
      }
    ],
    "outcomes": [
      {
        "label": "resolved",
        "count": 16
      },
      {
        "label": "unresolved",
        "count": 15
      }
    ],
    "signals": [
      {
        "label": "frustration",
        "count": 15
      },
      {
        "label": "refusal",
        "count": 15
      }
    ],
    "languages": [
      {
        "label": "en",
        "count": 31
      }
    ],
    "models": [
      {
        "label": "model-a",
        "count": 15,
        "meanSentiment": 0,
        "meanQuality": 1,
        "meanLatencySeconds": 30,
        "nErrors": 0
      },
      {
        "label": "model-c",
        "count": 10,
        "meanSentiment": 0,
        "meanQuality": 1,
        "meanLatencySeconds": 30,
        "nErrors": 0
      },
      {
        "label": "model-b",
        "count": 6,
        "meanSentiment": 0,
        "meanQuality": 1,
        "meanLatencySeconds": 30,
        "nErrors": 0
      }
    ]
  },
  "listUsers": {
    "items": [
      {
        "userId": "user-2",
        "nConversations": 9,
        "nMessages": 41,
        "firstSeenAt": "2026-01-05T09:36:46.219Z",
        "lastSeenAt": "2026-01-05T21:13:06.363Z",
        "topTopics": [
          {
            "topic": "account",
            "count": 6
          },
          {
            "topic": "billing",
            "count": 3
          }
        ],
        "languages": [
          "en"
        ],
        "models": [
          "model-a",
          "model-b",
          "model-c"
        ],
        "meanSentiment": 0,
        "meanQuality": 1,
        "nAnomalies": 0
      },
      {
        "userId": "user-1",
        "nConversations": 8,
        "nMessages": 38,
        "firstSeenAt": "2026-01-05T09:37:46.990Z",
        "lastSeenAt": "2026-01-06T01:14:28.261Z",
        "topTopics": [
          {
            "topic": "account",
            "count": 5
          },
          {
            "topic": "billing",
            "count": 3
          }
        ],
        "languages": [
          "en"
        ],
        "models": [
          "model-a",
          "model-c"
        ],
        "meanSentiment": 0,
        "meanQuality": 1,
        "nAnomalies": 0
      }
    ],
    "nextCursor": "eyJuQ29udmVyc2F0aW9ucyI6OCwidXNlcklkIjoidXNlci0xIn0"
  },
  "getUser": {
    "userId": "user-1",
    "nConversations": 8,
    "nMessages": 38,
    "firstSeenAt": "2026-01-05T09:37:46.990Z",
    "lastSeenAt": "2026-01-06T01:14:28.261Z",
    "topTopics": [
      {
        "topic": "account",
        "count": 5
      },
      {
        "topic": "billing",
        "count": 3
      }
    ],
    "languages": [
      "en"
    ],
    "models": [
      "model-a",
      "model-c"
    ],
    "meanSentiment": 0,
    "meanQuality": 1,
    "nAnomalies": 0
  },
  "listAnomalies": {
    "items": [
      {
        "anomalyId": "metric-1",
        "kind": "metric",
        "severity": "warning",
        "detectedFor": "2026-01-05T00:00:00.000Z",
        "windowEnd": "2026-01-06T00:00:00.000Z",
        "metric": "volume",
        "group": {},
        "observed": 20,
        "expected": 10,
        "score": 0.9,
        "contributions": [],
        "explanation": "Twice as many.",
        "exampleConversationIds": [
          "conversation-1"
        ],
        "detector": "d-1",
        "revision": "r-1",
        "detectedAt": "2026-02-01T10:00:00.000Z",
        "verdict": {
          "verdict": "confirmed",
          "reason": null,
          "givenBy": "ana",
          "givenAt": "2026-02-01T10:00:00.000Z"
        }
      }
    ],
    "nextCursor": null
  },
  "queryAnalytics": {
    "granularity": "day",
    "dimension": "topic",
    "rows": [
      {
        "at": "2026-01-05",
        "label": "account",
        "values": {
          "conversations": 14,
          "meanSentiment": 0,
          "latencyP95Seconds": 30.57724391699368
        }
      },
      {
        "at": "2026-01-05",
        "label": "billing",
        "values": {
          "conversations": 14,
          "meanSentiment": 0,
          "latencyP95Seconds": 30.57724391699368
        }
      },
      {
        "at": "2026-01-06",
        "label": "account",
        "values": {
          "conversations": 2,
          "meanSentiment": 0,
          "latencyP95Seconds": 30.57724391699368
        }
      },
      {
        "at": "2026-01-06",
        "label": "billing",
        "values": {
          "conversations": 1,
          "meanSentiment": 0,
          "latencyP95Seconds": 30.57724391699368
        }
      }
    ],
    "nLabelsLeftOut": 0
  },
  "compareGroups": {
    "nA": 15,
    "nB": 6,
    "metrics": [
      {
        "metric": "failedShare",
        "test": "two-proportion z",
        "a": {
          "n": 15,
          "value": 0
        },
        "b": {
          "n": 6,
          "value": 0
        },
        "difference": null,
        "low": null,
        "high": null,
        "pValue": null,
        "adjustedPValue": null,
        "alwaysValid": null,
        "isDifferent": false,
        "detectable": null
      },
      {
        "metric": "refusedShare",
        "test": "two-proportion z",
        "a": {
          "n": 15,
          "value": 0
        },
        "b": {
          "n": 6,
          "value": 0
        },
        "difference": null,
        "low": null,
        "high": null,
        "pValue": null,
        "adjustedPValue": null,
        "alwaysValid": null,
        "isDifferent": false,
        "detectable": null
      },
      {
        "metric": "anomalousShare",
        "test": "two-proportion z",
        "a": {
          "n": 15,
          "value": 0.06666666666666667
        },
        "b": {
          "n": 6,
          "value": 0
        },
        "difference": null,
        "low": null,
        "high": null,
        "pValue": null,
        "adjustedPValue": null,
        "alwaysValid": null,
        "isDifferent": false,
        "detectable": null
      },
      {
        "metric": "meanSentiment",
        "test": "Welch t",
        "a": {
          "n": 15,
          "value": 0
        },
        "b": {
          "n": 6,
          "value": 0
        },
        "difference": null,
        "low": null,
        "high": null,
        "pValue": null,
        "adjustedPValue": null,
        "alwaysValid": null,
        "isDifferent": false,
        "detectable": null
      },
      {
        "metric": "meanQuality",
        "test": "Welch t",
        "a": {
          "n": 15,
          "value": 1
        },
        "b": {
          "n": 6,
          "value": 1
        },
        "difference": null,
        "low": null,
        "high": null,
        "pValue": null,
        "adjustedPValue": null,
        "alwaysValid": null,
        "isDifferent": false,
        "detectable": null
      },
      {
        "metric": "meanTurns",
        "test": "Welch t",
        "a": {
          "n": 15,
          "value": 3.8
        },
        "b": {
          "n": 6,
          "value": 4.333333333333333
        },
        "difference": null,
        "low": null,
        "high": null,
        "pValue": null,
        "adjustedPValue": null,
        "alwaysValid": null,
        "isDifferent": false,
        "detectable": null
      },
      {
        "metric": "latencySeconds",
        "test": "Mann-Whitney U",
        "a": {
          "n": 15,
          "value": 30
        },
        "b": {
          "n": 6,
          "value": 30
        },
        "difference": null,
        "low": null,
        "high": null,
        "pValue": null,
        "adjustedPValue": null,
        "alwaysValid": null,
        "isDifferent": false,
        "detectable": null
      }
    ],
    "sampleRatio": null,
    "notes": [
      "Conversations were not assigned by chance as far as is known: who chose a group may differ in other ways.",
      "Conversations are taken as independent: where few users have many of them, intervals are too narrow.",
      "Groups with fewer than 20 conversations are not tested."
    ]
  },
  "getSubmission": {
    "submissionId": "submission-1",
    "source": "api",
    "isDone": true,
    "nRows": 3,
    "nPublished": 2,
    "nUnchanged": 0,
    "nRejected": 1,
    "processedAt": "2026-02-01T10:00:00.000Z"
  },
  "uploadFile": {
    "submissionId": "7f1b3c52-94aa-4c0e-8f5e-2d6c1e0b9a11",
    "source": "upload",
    "nRows": 1,
    "nRefused": 0,
    "refused": []
  },
  "exportTraces": {
    "partialSuccess": {}
  },
  "listIncidents": {
    "items": [],
    "nextCursor": null
  },
  "listRules": {
    "items": [
      {
        "version": 1,
        "rule": {
          "name": "refunds-fail",
          "metric": "error-rate",
          "filter": {},
          "window": "6h",
          "condition": {
            "above": 0.2
          },
          "leastConversations": 5,
          "severity": "warning",
          "quietHours": [],
          "maintenance": []
        },
        "savedBy": "ana",
        "savedAt": "2026-02-01T10:00:00.000Z",
        "name": "refunds-fail",
        "since": "2026-02-01T10:00:00.000Z"
      }
    ]
  },
  "saveRules": {
    "requestId": "7f1b3c52-94aa-4c0e-8f5e-2d6c1e0b9a11"
  },
  "getRule": {
    "version": 1,
    "rule": {
      "name": "refunds-fail",
      "metric": "error-rate",
      "filter": {},
      "window": "6h",
      "condition": {
        "above": 0.2
      },
      "leastConversations": 5,
      "severity": "warning",
      "quietHours": [],
      "maintenance": []
    },
    "savedBy": "ana",
    "savedAt": "2026-02-01T10:00:00.000Z",
    "name": "refunds-fail",
    "since": "2026-02-01T10:00:00.000Z",
    "yaml": "name: refunds-fail\nmetric: error-rate\nfilter: {}\nwindow: 6h\ncondition:\n  above: 0.2\nleastConversations: 5\nseverity: warning\nquietHours: []\nmaintenance: []\n",
    "history": [
      {
        "version": 1,
        "rule": {
          "name": "refunds-fail",
          "metric": "error-rate",
          "filter": {},
          "window": "6h",
          "condition": {
            "above": 0.2
          },
          "leastConversations": 5,
          "severity": "warning",
          "quietHours": [],
          "maintenance": []
        },
        "savedBy": "ana",
        "savedAt": "2026-02-01T10:00:00.000Z"
      }
    ]
  },
  "backTestRules": {
    "items": [
      {
        "rule": {
          "name": "refunds-fail",
          "metric": "error-rate",
          "filter": {
            "topic": "refunds"
          },
          "window": "6h",
          "condition": {
            "above": 0.2
          },
          "leastConversations": 5,
          "severity": "warning",
          "quietHours": [],
          "maintenance": []
        },
        "from": "2026-01-07T00:00:00.000Z",
        "to": "2026-01-07T00:00:00.000Z",
        "nFirings": 0,
        "firingsPerWeek": 0,
        "share": 0,
        "nKeptByQuietHours": 0,
        "nKeptByMaintenance": 0,
        "nKeptByCoolDown": 0,
        "firings": []
      }
    ]
  },
  "removeRule": {
    "requestId": "7f1b3c52-94aa-4c0e-8f5e-2d6c1e0b9a11"
  },
  "listDetectors": {
    "items": [
      {
        "name": "payments",
        "live": 2,
        "versions": [
          {
            "version": 1,
            "stage": "candidate",
            "detector": "ecod",
            "trainedAt": "2026-01-05T12:00:00.000Z",
            "trainedBy": "ana",
            "nRows": 60
          },
          {
            "version": 2,
            "stage": "live",
            "detector": "ecod",
            "trainedAt": "2026-01-05T12:00:00.000Z",
            "trainedBy": "ana",
            "nRows": 61
          }
        ]
      }
    ]
  },
  "trainDetector": {
    "requestId": "7f1b3c52-94aa-4c0e-8f5e-2d6c1e0b9a11",
    "jobId": "7f1b3c52-94aa-4c0e-8f5e-2d6c1e0b9a11"
  },
  "getDetector": {
    "name": "payments",
    "live": 2,
    "promotions": [
      {
        "version": 1,
        "at": "2026-01-05T12:00:00.000Z",
        "by": "ana"
      },
      {
        "version": 2,
        "at": "2026-01-05T12:00:00.000Z",
        "by": "ana"
      }
    ],
    "versions": [
      {
        "version": 1,
        "stage": "candidate",
        "detector": "ecod",
        "trainedAt": "2026-01-05T12:00:00.000Z",
        "trainedBy": "ana",
        "nRows": 60,
        "jobId": "job-1",
        "params": {
          "contamination": 0.1,
          "seed": 0
        },
        "threshold": 5.416100402204421,
        "training": {
          "detector": "ecod",
          "params": {},
          "exclude": [],
          "scale": "standard",
          "missing": "median",
          "seed": 0,
          "promote": "always"
        },
        "data": {
          "sha256": "5555555555555555555555555555555555555555555555555555555555555555",
          "fileName": "payments.csv",
          "sizeBytes": 546
        },
        "parent": null,
        "modelSha256": "5555555555555555555555555555555555555555555555555555555555555555",
        "modelBytes": 1870,
        "columns": [
          {
            "name": "hour",
            "role": "number",
            "reason": "numbers",
            "importance": 0.5174707101768597
          },
          {
            "name": "amount",
            "role": "number",
            "reason": "numbers",
            "importance": 0.4825292898231402
          },
          {
            "name": "country",
            "role": "category",
            "reason": "3 categories: one feature each",
            "importance": 8.60397384052909e-17
          }
        ],
        "heldBack": {
          "nRows": 15,
          "alarmShare": 0.4666666666666667,
          "expectedShare": 0.1,
          "stability": 0.8821428571428571
        },
        "tuning": null,
        "notes": [],
        "seconds": 0.1
      },
      {
        "version": 2,
        "stage": "live",
        "detector": "ecod",
        "trainedAt": "2026-01-05T12:00:00.000Z",
        "trainedBy": "ana",
        "nRows": 61,
        "jobId": "job-2",
        "params": {
          "contamination": 0.1,
          "seed": 0
        },
        "threshold": 5.465890988730941,
        "training": {
          "detector": "ecod",
          "params": {},
          "exclude": [],
          "scale": "standard",
          "missing": "median",
          "seed": 0,
          "promote": "always"
        },
        "data": {
          "sha256": "5555555555555555555555555555555555555555555555555555555555555555",
          "fileName": "payments.csv",
          "sizeBytes": 555
        },
        "parent": 1,
        "modelSha256": "5555555555555555555555555555555555555555555555555555555555555555",
        "modelBytes": 1985,
        "columns": [
          {
            "name": "hour",
            "role": "number",
            "reason": "numbers",
            "importance": 0.4616799281774047
          },
          {
            "name": "amount",
            "role": "number",
            "reason": "numbers",
            "importance": 0.4600460761169783
          },
          {
            "name": "country",
            "role": "category",
            "reason": "4 categories: one feature each",
            "importance": 0.078273995705617
          }
        ],
        "heldBack": {
          "nRows": 15,
          "alarmShare": 0.06666666666666667,
          "expectedShare": 0.1,
          "stability": 0.9749552772808586
        },
        "tuning": null,
        "notes": [],
        "seconds": 0.1
      }
    ]
  },
  "deleteDetector": {
    "requestId": "7f1b3c52-94aa-4c0e-8f5e-2d6c1e0b9a11"
  },
  "compareDetectorVersions": {
    "a": 1,
    "b": 2,
    "isSameData": false,
    "differences": [
      {
        "what": "rows",
        "a": "60",
        "b": "61"
      },
      {
        "what": "data",
        "a": "f7564278c3a4",
        "b": "1c39a69ac9b4"
      },
      {
        "what": "threshold",
        "a": "5.4161",
        "b": "5.46589"
      },
      {
        "what": "held back: alarmShare",
        "a": "0.466667",
        "b": "0.0666667"
      },
      {
        "what": "held back: stability",
        "a": "0.882143",
        "b": "0.974955"
      }
    ],
    "columns": []
  },
  "scoreRecords": {
    "name": "payments",
    "version": 2,
    "results": [
      {
        "score": 10.841169396415106,
        "rank": 0.9836065573770492,
        "probability": 0.5543744702263375,
        "isAnomaly": true,
        "threshold": 5.465890988730941,
        "missing": [],
        "contributions": [
          {
            "column": "amount",
            "contribution": 4.804021044733257
          },
          {
            "column": "hour",
            "contribution": 4.110873864173311
          },
          {
            "column": "country",
            "contribution": 1.9262744875085376
          }
        ]
      }
    ],
    "unknownColumns": []
  },
  "storeTable": {
    "sha256": "5555555555555555555555555555555555555555555555555555555555555555",
    "fileName": "payments.csv",
    "sizeBytes": 31
  },
  "scoreTable": {
    "requestId": "7f1b3c52-94aa-4c0e-8f5e-2d6c1e0b9a11",
    "jobId": "7f1b3c52-94aa-4c0e-8f5e-2d6c1e0b9a11"
  },
  "promoteDetector": {
    "requestId": "7f1b3c52-94aa-4c0e-8f5e-2d6c1e0b9a11"
  },
  "archiveDetector": {
    "requestId": "7f1b3c52-94aa-4c0e-8f5e-2d6c1e0b9a11"
  },
  "rollBackDetector": {
    "requestId": "7f1b3c52-94aa-4c0e-8f5e-2d6c1e0b9a11"
  },
  "listDetectorJobs": {
    "items": [
      {
        "jobId": "job-3",
        "kind": "train",
        "name": "payments",
        "state": "running",
        "phase": "fitting",
        "share": 0.5,
        "secondsLeft": 4,
        "error": null,
        "result": null,
        "requestedBy": "ana",
        "requestedAt": "2026-01-05T12:00:00.000Z",
        "endedAt": null
      },
      {
        "jobId": "job-2",
        "kind": "score",
        "name": "payments",
        "state": "done",
        "phase": "done",
        "share": 1,
        "secondsLeft": 0,
        "error": null,
        "result": {
          "version": 2,
          "nRows": 1,
          "nRefused": 0,
          "nAnomalies": 0,
          "threshold": 2,
          "top": [],
          "notes": []
        },
        "requestedBy": "ana",
        "requestedAt": "2026-01-05T12:00:00.000Z",
        "endedAt": "2026-01-05T12:00:00.000Z"
      },
      {
        "jobId": "job-1",
        "kind": "train",
        "name": "payments",
        "state": "done",
        "phase": "done",
        "share": 1,
        "secondsLeft": 0,
        "error": null,
        "result": {
          "version": 1
        },
        "requestedBy": "ana",
        "requestedAt": "2026-01-05T12:00:00.000Z",
        "endedAt": "2026-01-05T12:00:00.000Z"
      }
    ],
    "nextCursor": null
  },
  "getDetectorJob": {
    "jobId": "job-1",
    "kind": "train",
    "name": "payments",
    "state": "done",
    "phase": "done",
    "share": 1,
    "secondsLeft": 0,
    "error": null,
    "result": {
      "version": 1
    },
    "requestedBy": "ana",
    "requestedAt": "2026-01-05T12:00:00.000Z",
    "endedAt": "2026-01-05T12:00:00.000Z"
  },
  "getDetections": "row,score,rank,probability,is_anomaly\n0,1.5,0.4,0.02,0\n",
  "cancelDetectorJob": {
    "requestId": "7f1b3c52-94aa-4c0e-8f5e-2d6c1e0b9a11"
  },
  "judgeFinding": {
    "requestId": "7f1b3c52-94aa-4c0e-8f5e-2d6c1e0b9a11"
  },
  "getFindingPrecision": {
    "nJudged": 1,
    "nConfirmed": 1,
    "precision": 1,
    "months": [
      {
        "month": "2026-02",
        "nJudged": 1,
        "nConfirmed": 1,
        "precision": 1
      }
    ],
    "kinds": [
      {
        "kind": "volume/up",
        "nJudged": 1,
        "nConfirmed": 1,
        "precision": 1
      }
    ]
  },
  "listReports": {
    "items": [
      {
        "reportId": "monthly-2026-01-01",
        "period": "monthly",
        "from": "2026-01-01",
        "to": "2026-01-31",
        "revision": "eb6aeae3bf80bd62bbbc080ba14d065e",
        "artefacts": [
          {
            "format": "html",
            "objectKey": "reports/default/monthly-2026-01-01.html",
            "sizeBytes": 59
          }
        ],
        "createdAt": "2026-02-01T10:00:00.000Z"
      }
    ],
    "nextCursor": null
  },
  "requestReport": {
    "requestId": "7f1b3c52-94aa-4c0e-8f5e-2d6c1e0b9a11",
    "reportId": "daily-2026-01-05"
  },
  "getReport": {
    "reportId": "monthly-2026-01-01",
    "period": "monthly",
    "from": "2026-01-01",
    "to": "2026-01-31",
    "revision": "eb6aeae3bf80bd62bbbc080ba14d065e",
    "artefacts": [
      {
        "format": "html",
        "objectKey": "reports/default/monthly-2026-01-01.html",
        "sizeBytes": 59
      }
    ],
    "createdAt": "2026-02-01T10:00:00.000Z",
    "content": {
      "totals": {
        "nConversations": 31
      }
    }
  },
  "getReportPage": "<!doctype html><title>Report</title><p>31 conversations</p>",
  "listReportTemplates": {
    "items": [
      {
        "name": "executive-week",
        "isGallery": true,
        "version": null,
        "savedBy": null,
        "savedAt": null,
        "template": {
          "name": "executive-week",
          "title": {
            "en": "The week in brief",
            "de": "Die Woche in Kürze",
            "es": "La semana en breve",
            "fr": "La semaine en bref",
            "pt": "A semana em resumo"
          },
          "description": "The week on a page: what changed, why, and what it is about.",
          "period": "weekly",
          "language": "en",
          "sections": [
            "summary",
            "totals",
            "days",
            "topics",
            "sentiments",
            "incidents"
          ],
          "filters": {},
          "needs": [],
          "branding": {},
          "labels": {}
        }
      },
      {
        "name": "support",
        "isGallery": true,
        "version": null,
        "savedBy": null,
        "savedAt": null,
        "template": {
          "name": "support",
          "title": {
            "en": "Support",
            "de": "Kundendienst",
            "es": "Atención al cliente",
            "fr": "Assistance",
            "pt": "Apoio ao cliente"
          },
          "description": "For those who answer: what people came for, what went wrong, and which conversations to read.",
          "period": "weekly",
          "language": "en",
          "sections": [
            "summary",
            "totals",
            "topics",
            "intents",
            "issues",
            "hours",
            "unusual"
          ],
          "filters": {},
          "needs": [],
          "branding": {},
          "labels": {}
        }
      },
      {
        "name": "model-quality",
        "isGallery": true,
        "version": null,
        "savedBy": null,
        "savedAt": null,
        "template": {
          "name": "model-quality",
          "title": {
            "en": "Quality of the models",
            "de": "Güte der Modelle",
            "es": "Calidad de los modelos",
            "fr": "Qualité des modèles",
            "pt": "Qualidade dos modelos"
          },
          "description": "Models side by side: sentiment, quality, failures, refusals and times of answers, with intervals.",
          "period": "weekly",
          "language": "en",
          "sections": [
            "summary",
            "totals",
            "models",
            "issues",
            "languages"
          ],
          "filters": {},
          "needs": [],
          "branding": {},
          "labels": {}
        }
      },
      {
        "name": "cost",
        "isGallery": true,
        "version": null,
        "savedBy": null,
        "savedAt": null,
        "template": {
          "name": "cost",
          "title": {
            "en": "Cost",
            "de": "Kosten",
            "es": "Costes",
            "fr": "Coûts",
            "pt": "Custos"
          },
          "description": "What conversations cost by model. Copy it and write your prices into it: without them it gives volumes alone, and says so.",
          "period": "monthly",
          "language": "en",
          "sections": [
            "summary",
            "totals",
            "cost",
            "days",
            "models"
          ],
          "filters": {},
          "needs": [],
          "branding": {},
          "labels": {}
        }
      },
      {
        "name": "safety",
        "isGallery": true,
        "version": null,
        "savedBy": null,
        "savedAt": null,
        "template": {
          "name": "safety",
          "title": {
            "en": "Safety",
            "de": "Sicherheit",
            "es": "Seguridad",
            "fr": "Sûreté",
            "pt": "Segurança"
          },
          "description": "Refusals, failures, known defects and the most unusual conversations.",
          "period": "weekly",
          "language": "en",
          "sections": [
            "summary",
            "totals",
            "issues",
            "models",
            "incidents",
            "unusual"
          ],
          "filters": {},
          "needs": [],
          "branding": {},
          "labels": {}
        }
      },
      {
        "name": "language-coverage",
        "isGallery": true,
        "version": null,
        "savedBy": null,
        "savedAt": null,
        "template": {
          "name": "language-coverage",
          "title": {
            "en": "Languages",
            "de": "Sprachen",
            "es": "Idiomas",
            "fr": "Langues",
            "pt": "Idiomas"
          },
          "description": "In which languages people write, how well each is served, and what is not translated yet.",
          "period": "monthly",
          "language": "en",
          "sections": [
            "summary",
            "totals",
            "languages",
            "topics",
            "days"
          ],
          "filters": {},
          "needs": [],
          "branding": {},
          "labels": {}
        }
      },
      {
        "name": "incidents",
        "isGallery": true,
        "version": null,
        "savedBy": null,
        "savedAt": null,
        "template": {
          "name": "incidents",
          "title": {
            "en": "Incidents",
            "de": "Störungen",
            "es": "Incidencias",
            "fr": "Incidents",
            "pt": "Incidentes"
          },
          "description": "What was not as usual: each incident with its days, and the course around it.",
          "period": "weekly",
          "language": "en",
          "sections": [
            "summary",
            "incidents",
            "days",
            "hours",
            "unusual"
          ],
          "filters": {},
          "needs": [],
          "branding": {},
          "labels": {}
        }
      },
      {
        "name": "customer-account",
        "isGallery": true,
        "version": null,
        "savedBy": null,
        "savedAt": null,
        "template": {
          "name": "customer-account",
          "title": {
            "en": "Customer account",
            "de": "Kundenkonto",
            "es": "Cuenta de cliente",
            "fr": "Compte client",
            "pt": "Conta de cliente"
          },
          "description": "One customer: what they asked, how it went, and what stood out. Asks for the user, or several users of one customer.",
          "period": "monthly",
          "language": "en",
          "sections": [
            "summary",
            "totals",
            "days",
            "topics",
            "sentiments",
            "issues",
            "models",
            "unusual",
            "users"
          ],
          "filters": {},
          "needs": [
            "user"
          ],
          "branding": {},
          "labels": {}
        }
      },
      {
        "name": "monday-support",
        "isGallery": false,
        "version": 1,
        "savedBy": "anna",
        "savedAt": "2026-01-02T10:00:00.000Z",
        "template": {
          "name": "monday-support",
          "title": "Support, Mondays",
          "description": "",
          "period": "weekly",
          "language": "en",
          "sections": [
            "summary",
            "totals",
            "topics",
            "issues"
          ],
          "filters": {},
          "needs": [],
          "branding": {},
          "labels": {}
        }
      },
      {
        "name": "unused",
        "isGallery": false,
        "version": 1,
        "savedBy": "anna",
        "savedAt": "2026-01-02T10:00:00.000Z",
        "template": {
          "name": "unused",
          "title": "Unused",
          "description": "",
          "period": "weekly",
          "language": "en",
          "sections": [
            "totals"
          ],
          "filters": {},
          "needs": [],
          "branding": {},
          "labels": {}
        }
      }
    ]
  },
  "saveReportTemplate": {
    "requestId": "7f1b3c52-94aa-4c0e-8f5e-2d6c1e0b9a11"
  },
  "getReportTemplate": {
    "name": "monday-support",
    "isGallery": false,
    "version": 1,
    "savedBy": "anna",
    "savedAt": "2026-01-02T10:00:00.000Z",
    "template": {
      "name": "monday-support",
      "title": "Support, Mondays",
      "description": "",
      "period": "weekly",
      "language": "en",
      "sections": [
        "summary",
        "totals",
        "topics",
        "issues"
      ],
      "filters": {},
      "needs": [],
      "branding": {},
      "labels": {}
    },
    "yaml": "name: monday-support\ntitle: Support, Mondays\nsections: [summary, totals, topics, issues]\n",
    "history": [
      {
        "version": 1,
        "definition": "name: monday-support\ntitle: Support, Mondays\nsections: [summary, totals, topics, issues]\n",
        "savedBy": "anna",
        "savedAt": "2026-01-02T10:00:00.000Z"
      }
    ]
  },
  "validateReportTemplate": {
    "problems": [],
    "template": {
      "name": "monday-support",
      "title": "Support, Mondays",
      "description": "",
      "period": "weekly",
      "language": "en",
      "sections": [
        "summary",
        "totals",
        "topics",
        "issues"
      ],
      "filters": {},
      "needs": [],
      "branding": {},
      "labels": {}
    }
  },
  "removeReportTemplate": {
    "requestId": "7f1b3c52-94aa-4c0e-8f5e-2d6c1e0b9a11"
  },
  "listReportSchedules": {
    "items": [
      {
        "name": "support-every-monday",
        "version": 1,
        "savedBy": "anna",
        "savedAt": "2026-01-02T10:00:00.000Z",
        "schedule": {
          "name": "support-every-monday",
          "template": "monday-support",
          "cron": "0 8 * * 1",
          "zone": "Europe/Berlin",
          "recipients": [
            "webhook:mail",
            "anna@example.com"
          ],
          "formats": [
            "report.pdf"
          ],
          "filters": {}
        },
        "isPaused": false,
        "nextDueAt": "2126-01-07T07:00:00.000Z",
        "nSkipped": 0,
        "lastRun": {
          "jobId": "report-job-1",
          "schedule": "support-every-monday",
          "dueAt": "2026-01-05T07:00:00.000Z",
          "isMadeUp": false,
          "period": "weekly",
          "date": "2026-01-04",
          "template": "monday-support",
          "filters": {},
          "language": null,
          "formats": [
            "report.pdf"
          ],
          "recipients": [
            "webhook:mail",
            "anna@example.com"
          ],
          "state": "done",
          "phase": "done",
          "share": 1,
          "reportId": "weekly-2025-12-29.monday-support",
          "error": null,
          "attempts": 1,
          "requestedBy": "anna",
          "requestedAt": "2026-01-05T07:00:00.000Z",
          "endedAt": "2026-01-05T07:00:00.000Z"
        }
      }
    ]
  },
  "saveReportSchedule": {
    "requestId": "7f1b3c52-94aa-4c0e-8f5e-2d6c1e0b9a11",
    "name": "support-every-monday",
    "nextTimes": [
      "2026-12-07T07:00:00.000Z",
      "2026-12-14T07:00:00.000Z",
      "2026-12-21T07:00:00.000Z",
      "2026-12-28T07:00:00.000Z",
      "2027-01-04T07:00:00.000Z"
    ]
  },
  "getReportSchedule": {
    "name": "support-every-monday",
    "version": 1,
    "savedBy": "anna",
    "savedAt": "2026-01-02T10:00:00.000Z",
    "schedule": {
      "name": "support-every-monday",
      "template": "monday-support",
      "cron": "0 8 * * 1",
      "zone": "Europe/Berlin",
      "recipients": [
        "webhook:mail",
        "anna@example.com"
      ],
      "formats": [
        "report.pdf"
      ],
      "filters": {}
    },
    "isPaused": false,
    "nextDueAt": "2126-01-07T07:00:00.000Z",
    "nSkipped": 0,
    "lastRun": {
      "jobId": "report-job-1",
      "schedule": "support-every-monday",
      "dueAt": "2026-01-05T07:00:00.000Z",
      "isMadeUp": false,
      "period": "weekly",
      "date": "2026-01-04",
      "template": "monday-support",
      "filters": {},
      "language": null,
      "formats": [
        "report.pdf"
      ],
      "recipients": [
        "webhook:mail",
        "anna@example.com"
      ],
      "state": "done",
      "phase": "done",
      "share": 1,
      "reportId": "weekly-2025-12-29.monday-support",
      "error": null,
      "attempts": 1,
      "requestedBy": "anna",
      "requestedAt": "2026-01-05T07:00:00.000Z",
      "endedAt": "2026-01-05T07:00:00.000Z"
    },
    "yaml": "name: support-every-monday\ntemplate: monday-support\ncron: \"0 8 * * 1\"\nzone: Europe/Berlin\nrecipients: [\"webhook:mail\", \"anna@example.com\"]\n",
    "nextTimes": [
      "2026-12-07T07:00:00.000Z",
      "2026-12-14T07:00:00.000Z",
      "2026-12-21T07:00:00.000Z",
      "2026-12-28T07:00:00.000Z",
      "2027-01-04T07:00:00.000Z"
    ],
    "history": [
      {
        "version": 1,
        "definition": "name: support-every-monday\ntemplate: monday-support\ncron: \"0 8 * * 1\"\nzone: Europe/Berlin\nrecipients: [\"webhook:mail\", \"anna@example.com\"]\n",
        "savedBy": "anna",
        "savedAt": "2026-01-02T10:00:00.000Z"
      }
    ]
  },
  "listReportScheduleRuns": {
    "items": [
      {
        "jobId": "report-job-1",
        "schedule": "support-every-monday",
        "dueAt": "2026-01-05T07:00:00.000Z",
        "isMadeUp": false,
        "period": "weekly",
        "date": "2026-01-04",
        "template": "monday-support",
        "filters": {},
        "language": null,
        "formats": [
          "report.pdf"
        ],
        "recipients": [
          "webhook:mail",
          "anna@example.com"
        ],
        "state": "done",
        "phase": "done",
        "share": 1,
        "reportId": "weekly-2025-12-29.monday-support",
        "error": null,
        "attempts": 1,
        "requestedBy": "anna",
        "requestedAt": "2026-01-05T07:00:00.000Z",
        "endedAt": "2026-01-05T07:00:00.000Z"
      }
    ],
    "nextCursor": null
  },
  "pauseReportSchedule": {
    "requestId": "7f1b3c52-94aa-4c0e-8f5e-2d6c1e0b9a11"
  },
  "resumeReportSchedule": {
    "requestId": "7f1b3c52-94aa-4c0e-8f5e-2d6c1e0b9a11"
  },
  "runReportSchedule": {
    "requestId": "7f1b3c52-94aa-4c0e-8f5e-2d6c1e0b9a11"
  },
  "removeReportSchedule": {
    "requestId": "7f1b3c52-94aa-4c0e-8f5e-2d6c1e0b9a11"
  },
  "getReportJob": {
    "jobId": "report-job-1",
    "schedule": "support-every-monday",
    "dueAt": "2026-01-05T07:00:00.000Z",
    "isMadeUp": false,
    "period": "weekly",
    "date": "2026-01-04",
    "template": "monday-support",
    "filters": {},
    "language": null,
    "formats": [
      "report.pdf"
    ],
    "recipients": [
      "webhook:mail",
      "anna@example.com"
    ],
    "state": "done",
    "phase": "done",
    "share": 1,
    "reportId": "weekly-2025-12-29.monday-support",
    "error": null,
    "attempts": 1,
    "requestedBy": "anna",
    "requestedAt": "2026-01-05T07:00:00.000Z",
    "endedAt": "2026-01-05T07:00:00.000Z"
  },
  "cancelReportJob": {
    "requestId": "7f1b3c52-94aa-4c0e-8f5e-2d6c1e0b9a11"
  },
  "listReportArtefacts": {
    "revision": "eb6aeae3bf80bd62bbbc080ba14d065e",
    "items": [
      {
        "name": "report.json",
        "contentType": "application/json; charset=utf-8",
        "fileName": "convoscope-monthly-2026-01-01.json",
        "section": null
      },
      {
        "name": "report.html",
        "contentType": "text/html; charset=utf-8",
        "fileName": "convoscope-monthly-2026-01-01.html",
        "section": null
      },
      {
        "name": "report.pdf",
        "contentType": "application/pdf",
        "fileName": "convoscope-monthly-2026-01-01.pdf",
        "section": null
      },
      {
        "name": "report.xlsx",
        "contentType": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "fileName": "convoscope-monthly-2026-01-01.xlsx",
        "section": null
      },
      {
        "name": "summary.csv",
        "contentType": "text/csv; charset=utf-8; header=present",
        "fileName": "convoscope-monthly-2026-01-01-summary.csv",
        "section": "summary"
      },
      {
        "name": "summary.parquet",
        "contentType": "application/vnd.apache.parquet",
        "fileName": "convoscope-monthly-2026-01-01-summary.parquet",
        "section": "summary"
      },
      {
        "name": "summary.arrow",
        "contentType": "application/vnd.apache.arrow.stream",
        "fileName": "convoscope-monthly-2026-01-01-summary.arrow",
        "section": "summary"
      },
      {
        "name": "totals.csv",
        "contentType": "text/csv; charset=utf-8; header=present",
        "fileName": "convoscope-monthly-2026-01-01-totals.csv",
        "section": "totals"
      },
      {
        "name": "totals.parquet",
        "contentType": "application/vnd.apache.parquet",
        "fileName": "convoscope-monthly-2026-01-01-totals.parquet",
        "section": "totals"
      },
      {
        "name": "totals.arrow",
        "contentType": "application/vnd.apache.arrow.stream",
        "fileName": "convoscope-monthly-2026-01-01-totals.arrow",
        "section": "totals"
      },
      {
        "name": "days.csv",
        "contentType": "text/csv; charset=utf-8; header=present",
        "fileName": "convoscope-monthly-2026-01-01-days.csv",
        "section": "days"
      },
      {
        "name": "days.parquet",
        "contentType": "application/vnd.apache.parquet",
        "fileName": "convoscope-monthly-2026-01-01-days.parquet",
        "section": "days"
      },
      {
        "name": "days.arrow",
        "contentType": "application/vnd.apache.arrow.stream",
        "fileName": "convoscope-monthly-2026-01-01-days.arrow",
        "section": "days"
      },
      {
        "name": "hours.csv",
        "contentType": "text/csv; charset=utf-8; header=present",
        "fileName": "convoscope-monthly-2026-01-01-hours.csv",
        "section": "hours"
      },
      {
        "name": "hours.parquet",
        "contentType": "application/vnd.apache.parquet",
        "fileName": "convoscope-monthly-2026-01-01-hours.parquet",
        "section": "hours"
      },
      {
        "name": "hours.arrow",
        "contentType": "application/vnd.apache.arrow.stream",
        "fileName": "convoscope-monthly-2026-01-01-hours.arrow",
        "section": "hours"
      },
      {
        "name": "incidents.csv",
        "contentType": "text/csv; charset=utf-8; header=present",
        "fileName": "convoscope-monthly-2026-01-01-incidents.csv",
        "section": "incidents"
      },
      {
        "name": "incidents.parquet",
        "contentType": "application/vnd.apache.parquet",
        "fileName": "convoscope-monthly-2026-01-01-incidents.parquet",
        "section": "incidents"
      },
      {
        "name": "incidents.arrow",
        "contentType": "application/vnd.apache.arrow.stream",
        "fileName": "convoscope-monthly-2026-01-01-incidents.arrow",
        "section": "incidents"
      },
      {
        "name": "topics.csv",
        "contentType": "text/csv; charset=utf-8; header=present",
        "fileName": "convoscope-monthly-2026-01-01-topics.csv",
        "section": "topics"
      },
      {
        "name": "topics.parquet",
        "contentType": "application/vnd.apache.parquet",
        "fileName": "convoscope-monthly-2026-01-01-topics.parquet",
        "section": "topics"
      },
      {
        "name": "topics.arrow",
        "contentType": "application/vnd.apache.arrow.stream",
        "fileName": "convoscope-monthly-2026-01-01-topics.arrow",
        "section": "topics"
      },
      {
        "name": "sentiments.csv",
        "contentType": "text/csv; charset=utf-8; header=present",
        "fileName": "convoscope-monthly-2026-01-01-sentiments.csv",
        "section": "sentiments"
      },
      {
        "name": "sentiments.parquet",
        "contentType": "application/vnd.apache.parquet",
        "fileName": "convoscope-monthly-2026-01-01-sentiments.parquet",
        "section": "sentiments"
      },
      {
        "name": "sentiments.arrow",
        "contentType": "application/vnd.apache.arrow.stream",
        "fileName": "convoscope-monthly-2026-01-01-sentiments.arrow",
        "section": "sentiments"
      },
      {
        "name": "issues.csv",
        "contentType": "text/csv; charset=utf-8; header=present",
        "fileName": "convoscope-monthly-2026-01-01-issues.csv",
        "section": "issues"
      },
      {
        "name": "issues.parquet",
        "contentType": "application/vnd.apache.parquet",
        "fileName": "convoscope-monthly-2026-01-01-issues.parquet",
        "section": "issues"
      },
      {
        "name": "issues.arrow",
        "contentType": "application/vnd.apache.arrow.stream",
        "fileName": "convoscope-monthly-2026-01-01-issues.arrow",
        "section": "issues"
      },
      {
        "name": "models.csv",
        "contentType": "text/csv; charset=utf-8; header=present",
        "fileName": "convoscope-monthly-2026-01-01-models.csv",
        "section": "models"
      },
      {
        "name": "models.parquet",
        "contentType": "application/vnd.apache.parquet",
        "fileName": "convoscope-monthly-2026-01-01-models.parquet",
        "section": "models"
      },
      {
        "name": "models.arrow",
        "contentType": "application/vnd.apache.arrow.stream",
        "fileName": "convoscope-monthly-2026-01-01-models.arrow",
        "section": "models"
      },
      {
        "name": "languages.csv",
        "contentType": "text/csv; charset=utf-8; header=present",
        "fileName": "convoscope-monthly-2026-01-01-languages.csv",
        "section": "languages"
      },
      {
        "name": "languages.parquet",
        "contentType": "application/vnd.apache.parquet",
        "fileName": "convoscope-monthly-2026-01-01-languages.parquet",
        "section": "languages"
      },
      {
        "name": "languages.arrow",
        "contentType": "application/vnd.apache.arrow.stream",
        "fileName": "convoscope-monthly-2026-01-01-languages.arrow",
        "section": "languages"
      },
      {
        "name": "intents.csv",
        "contentType": "text/csv; charset=utf-8; header=present",
        "fileName": "convoscope-monthly-2026-01-01-intents.csv",
        "section": "intents"
      },
      {
        "name": "intents.parquet",
        "contentType": "application/vnd.apache.parquet",
        "fileName": "convoscope-monthly-2026-01-01-intents.parquet",
        "section": "intents"
      },
      {
        "name": "intents.arrow",
        "contentType": "application/vnd.apache.arrow.stream",
        "fileName": "convoscope-monthly-2026-01-01-intents.arrow",
        "section": "intents"
      },
      {
        "name": "sources.csv",
        "contentType": "text/csv; charset=utf-8; header=present",
        "fileName": "convoscope-monthly-2026-01-01-sources.csv",
        "section": "sources"
      },
      {
        "name": "sources.parquet",
        "contentType": "application/vnd.apache.parquet",
        "fileName": "convoscope-monthly-2026-01-01-sources.parquet",
        "section": "sources"
      },
      {
        "name": "sources.arrow",
        "contentType": "application/vnd.apache.arrow.stream",
        "fileName": "convoscope-monthly-2026-01-01-sources.arrow",
        "section": "sources"
      },
      {
        "name": "unusual.csv",
        "contentType": "text/csv; charset=utf-8; header=present",
        "fileName": "convoscope-monthly-2026-01-01-unusual.csv",
        "section": "unusual"
      },
      {
        "name": "unusual.parquet",
        "contentType": "application/vnd.apache.parquet",
        "fileName": "convoscope-monthly-2026-01-01-unusual.parquet",
        "section": "unusual"
      },
      {
        "name": "unusual.arrow",
        "contentType": "application/vnd.apache.arrow.stream",
        "fileName": "convoscope-monthly-2026-01-01-unusual.arrow",
        "section": "unusual"
      },
      {
        "name": "users.csv",
        "contentType": "text/csv; charset=utf-8; header=present",
        "fileName": "convoscope-monthly-2026-01-01-users.csv",
        "section": "users"
      },
      {
        "name": "users.parquet",
        "contentType": "application/vnd.apache.parquet",
        "fileName": "convoscope-monthly-2026-01-01-users.parquet",
        "section": "users"
      },
      {
        "name": "users.arrow",
        "contentType": "application/vnd.apache.arrow.stream",
        "fileName": "convoscope-monthly-2026-01-01-users.arrow",
        "section": "users"
      },
      {
        "name": "conversations.csv",
        "contentType": "text/csv; charset=utf-8; header=present",
        "fileName": "convoscope-monthly-2026-01-01-conversations.csv",
        "section": "conversations"
      },
      {
        "name": "conversations.parquet",
        "contentType": "application/vnd.apache.parquet",
        "fileName": "convoscope-monthly-2026-01-01-conversations.parquet",
        "section": "conversations"
      },
      {
        "name": "conversations.arrow",
        "contentType": "application/vnd.apache.arrow.stream",
        "fileName": "convoscope-monthly-2026-01-01-conversations.arrow",
        "section": "conversations"
      }
    ]
  },
  "getProcessingState": {
    "sources": [
      {
        "source": "noco",
        "state": {
          "nRows": 31
        },
        "updatedAt": "2026-02-01T10:00:00.000Z"
      }
    ],
    "errors": {
      "retrying": 0,
      "parked": 1,
      "resolved": 0
    }
  },
  "listProcessingErrors": {
    "items": [
      {
        "source": "noco",
        "sourceRowId": "7",
        "conversationId": null,
        "field": "messages",
        "reason": "not-json",
        "message": "messages is not JSON",
        "status": "parked",
        "attempts": 1,
        "firstSeenAt": "2026-02-01T10:00:00.000Z",
        "lastSeenAt": "2026-02-01T10:00:00.000Z",
        "nextRetryAt": null
      }
    ],
    "nextCursor": null
  },
  "requestSync": {
    "requestId": "7f1b3c52-94aa-4c0e-8f5e-2d6c1e0b9a11"
  },
  "getLedger": {
    "proof": {
      "last": null,
      "running": null,
      "failure": null
    },
    "items": [
      {
        "source": "noco",
        "date": "2026-01-05",
        "stage": "mongodb",
        "count": 3,
        "hash": "0123456789abcdef",
        "nMissing": 1,
        "nExtra": 2,
        "nNotCompared": 0,
        "countedAt": "2026-02-01T10:00:00.000Z"
      }
    ]
  },
  "listDeadLetters": {
    "items": []
  },
  "replayDeadLetters": {
    "nReplayed": 0,
    "nWaiting": 0
  },
  "dropDeadLetters": {
    "nDropped": 0
  },
  "listAuditLog": {
    "items": [
      {
        "sequence": 1,
        "at": "2026-02-01T10:00:00.000Z",
        "by": "ana",
        "action": "dead-letter.drop",
        "subject": "syncs.requested.v1/0-7 (ingestion)",
        "because": "It is empty",
        "before": "5555555555555555555555555555555555555555555555555555555555555555",
        "after": null,
        "previousHash": null,
        "hash": "5555555555555555555555555555555555555555555555555555555555555555"
      }
    ],
    "nextCursor": null
  },
  "exportAuditLog": "sequence,at,by,action,subject,because,before,after,previousHash,hash\n1,2026-02-01T10:00:00.000Z,ana,dead-letter.drop,syncs.requested.v1/0-7 (ingestion),It is empty,1111111111111111111111111111111111111111111111111111111111111111,,,4e05c7345f9f7b320d06aa44e02492fd76d05b5550d8488804733a7745eec1a9\n",
  "proveAuditEntry": {
    "entry": {
      "sequence": 1,
      "at": "2026-02-01T10:00:00.000Z",
      "by": "ana",
      "action": "dead-letter.drop",
      "subject": "syncs.requested.v1/0-7 (ingestion)",
      "because": "It is empty",
      "before": "5555555555555555555555555555555555555555555555555555555555555555",
      "after": null,
      "previousHash": null,
      "hash": "5555555555555555555555555555555555555555555555555555555555555555"
    },
    "leafIndex": 0,
    "treeSize": 1,
    "path": [],
    "root": "5555555555555555555555555555555555555555555555555555555555555555",
    "sealKey": "audit/default/2026-02-02.json"
  },
  "requestErasure": {
    "requestId": "7f1b3c52-94aa-4c0e-8f5e-2d6c1e0b9a11",
    "status": "requested",
    "waitsFor": [],
    "requestedBy": "api-key",
    "because": "asked for by the person",
    "requestedAt": "2026-02-01T10:00:00.000Z",
    "completedAt": null,
    "nConversations": 0,
    "digest": "5555555555555555555555555555555555555555555555555555555555555555",
    "heldBy": [],
    "places": {},
    "proof": null
  },
  "getErasure": {
    "requestId": "erasure-1",
    "status": "done",
    "waitsFor": [],
    "requestedBy": "ana",
    "because": "asked for",
    "requestedAt": "2026-02-01T10:00:00.000Z",
    "completedAt": "2026-02-01T10:00:00.000Z",
    "nConversations": 2,
    "digest": "5555555555555555555555555555555555555555555555555555555555555555",
    "heldBy": [],
    "places": {},
    "proof": {
      "algorithm": "Ed25519"
    }
  },
  "requestPersonExport": {
    "requestId": "7f1b3c52-94aa-4c0e-8f5e-2d6c1e0b9a11",
    "status": "requested",
    "waitsFor": [],
    "requestedBy": "api-key",
    "because": null,
    "requestedAt": "2026-02-01T10:00:00.000Z",
    "completedAt": null,
    "nConversations": 0,
    "digest": "5555555555555555555555555555555555555555555555555555555555555555"
  },
  "getPersonExport": {
    "requestId": "export-1",
    "status": "done",
    "waitsFor": [],
    "requestedBy": "ana",
    "because": "asked for",
    "requestedAt": "2026-02-01T10:00:00.000Z",
    "completedAt": "2026-02-01T10:00:00.000Z",
    "nConversations": 2,
    "digest": "5555555555555555555555555555555555555555555555555555555555555555"
  },
  "getPersonExportData": "{\"kind\":\"end\",\"nConversations\":0}\n",
  "listLegalHolds": {
    "items": [
      {
        "holdId": "hold-1",
        "because": "case 2026/17",
        "personHash": null,
        "source": "support",
        "from": "2026-01-01",
        "to": null,
        "placedBy": "ana",
        "placedAt": "2026-02-01T10:00:00.000Z",
        "releasedBy": null,
        "releasedBecause": null,
        "releasedAt": null
      }
    ],
    "nextCursor": null
  },
  "placeLegalHold": {
    "holdId": "7f1b3c52-94aa-4c0e-8f5e-2d6c1e0b9a11",
    "because": "case 2026/17",
    "personHash": null,
    "source": "support",
    "from": "2026-01-01",
    "to": "2026-03-31",
    "placedBy": "api-key",
    "placedAt": "2026-02-01T10:00:00.000Z",
    "releasedBy": null,
    "releasedBecause": null,
    "releasedAt": null
  },
  "releaseLegalHold": {
    "holdId": "hold-1",
    "because": "case 2026/17",
    "personHash": null,
    "source": "support",
    "from": "2026-01-01",
    "to": null,
    "placedBy": "ana",
    "placedAt": "2026-02-01T10:00:00.000Z",
    "releasedBy": "api-key",
    "releasedBecause": "the case is closed",
    "releasedAt": "2026-02-01T10:00:00.000Z"
  },
  "requestRetentionRun": {
    "runId": "7f1b3c52-94aa-4c0e-8f5e-2d6c1e0b9a11",
    "kind": "preview",
    "status": "requested",
    "problem": null,
    "requestedBy": "api-key",
    "because": null,
    "requestedAt": "2026-02-01T10:00:00.000Z",
    "completedAt": null,
    "expect": null,
    "scopes": [],
    "reportsBefore": null,
    "holds": [],
    "nConversations": 0,
    "digest": "5555555555555555555555555555555555555555555555555555555555555555",
    "counts": {}
  },
  "listRetentionRuns": {
    "items": [
      {
        "runId": "7f1b3c52-94aa-4c0e-8f5e-2d6c1e0b9a11",
        "kind": "preview",
        "status": "requested",
        "problem": null,
        "requestedBy": "api-key",
        "because": null,
        "requestedAt": "2026-02-01T10:00:00.000Z",
        "completedAt": null,
        "expect": null,
        "scopes": [],
        "reportsBefore": null,
        "holds": [],
        "nConversations": 0,
        "digest": "5555555555555555555555555555555555555555555555555555555555555555",
        "counts": {}
      },
      {
        "runId": "run-1",
        "kind": "preview",
        "status": "done",
        "problem": null,
        "requestedBy": "ana",
        "because": null,
        "requestedAt": "2026-02-01T10:00:00.000Z",
        "completedAt": "2026-02-01T10:00:00.000Z",
        "expect": null,
        "scopes": [
          {
            "source": "noco",
            "before": "2025-11-01",
            "n": 2
          }
        ],
        "reportsBefore": "2024-01-01",
        "holds": [
          "hold-1"
        ],
        "nConversations": 2,
        "digest": "5555555555555555555555555555555555555555555555555555555555555555",
        "counts": {
          "2025-10-01": {
            "conversation_messages": 2,
            "conversation_analytics": 2
          }
        }
      }
    ],
    "nextCursor": null
  },
  "getRetentionRun": {
    "runId": "run-1",
    "kind": "preview",
    "status": "done",
    "problem": null,
    "requestedBy": "ana",
    "because": null,
    "requestedAt": "2026-02-01T10:00:00.000Z",
    "completedAt": "2026-02-01T10:00:00.000Z",
    "expect": null,
    "scopes": [
      {
        "source": "noco",
        "before": "2025-11-01",
        "n": 2
      }
    ],
    "reportsBefore": "2024-01-01",
    "holds": [
      "hold-1"
    ],
    "nConversations": 2,
    "digest": "5555555555555555555555555555555555555555555555555555555555555555",
    "counts": {
      "2025-10-01": {
        "conversation_messages": 2,
        "conversation_analytics": 2
      }
    }
  },
  "listApiKeys": {
    "items": [
      {
        "keyId": "0123456789abcdef",
        "name": "key 0",
        "roles": [
          "viewer"
        ],
        "scopes": null,
        "createdBy": "ana",
        "createdAt": "2026-02-01T10:00:00.000Z",
        "rotatedAt": null,
        "previousUntil": null,
        "expiresAt": null,
        "revokedAt": null,
        "lastUsedAt": null
      },
      {
        "keyId": "0123456789abcdef",
        "name": "key 1",
        "roles": [
          "viewer"
        ],
        "scopes": null,
        "createdBy": "ana",
        "createdAt": "2026-02-01T10:00:00.000Z",
        "rotatedAt": null,
        "previousUntil": null,
        "expiresAt": null,
        "revokedAt": null,
        "lastUsedAt": null
      }
    ],
    "nextCursor": null
  },
  "createApiKey": {
    "keyId": "0123456789abcdef",
    "name": "nightly export",
    "roles": [
      "viewer"
    ],
    "scopes": [
      "read:reports"
    ],
    "createdBy": "api-key",
    "createdAt": "2026-02-01T10:00:00.000Z",
    "rotatedAt": null,
    "previousUntil": null,
    "expiresAt": null,
    "revokedAt": null,
    "lastUsedAt": null,
    "key": "cvk_0123456789abcdef_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
  },
  "rotateApiKey": {
    "keyId": "0123456789abcdef",
    "name": "key 1",
    "roles": [
      "viewer"
    ],
    "scopes": null,
    "createdBy": "ana",
    "createdAt": "2026-02-01T10:00:00.000Z",
    "rotatedAt": "2026-02-01T10:00:00.000Z",
    "previousUntil": "2026-02-01T10:00:00.000Z",
    "expiresAt": null,
    "revokedAt": null,
    "lastUsedAt": null,
    "key": "cvk_0123456789abcdef_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
  },
  "revokeApiKey": {
    "keyId": "0123456789abcdef"
  },
  "getCaller": {
    "kind": "api-key",
    "name": "api-key",
    "roles": [
      "admin"
    ],
    "permissions": [
      "read:analytics",
      "read:progress",
      "read:anomalies",
      "write:rules",
      "write:feedback",
      "run:detections",
      "read:reports",
      "write:reports",
      "read:conversations",
      "write:conversations",
      "read:users",
      "export:personal-data",
      "erase:personal-data",
      "read:processing",
      "operate:processing",
      "read:dead-letters",
      "write:dead-letters",
      "read:audit",
      "manage:keys",
      "manage:roles",
      "manage:users",
      "manage:settings",
      "manage:tenants"
    ]
  },
  "getUsage": {
    "limits": []
  },
  "getSignInWays": {
    "key": true,
    "password": true,
    "issuer": null
  },
  "signIn": {
    "name": "ana@example.org",
    "roles": [
      "viewer"
    ]
  },
  "signOut": {
    "wasSignedIn": false
  },
  "listAccounts": {
    "items": [
      {
        "accountId": "0123456789abcdef",
        "name": "ana@example.org",
        "roles": [
          "viewer"
        ],
        "hasSecondFactor": false,
        "createdBy": "cli:ana",
        "createdAt": "2026-02-01T10:00:00.000Z",
        "signedInAt": "2026-02-01T10:00:00.000Z",
        "disabledAt": null
      },
      {
        "accountId": "0123456789abcdef",
        "name": "carla@example.org",
        "roles": [
          "viewer"
        ],
        "hasSecondFactor": false,
        "createdBy": "cli:ana",
        "createdAt": "2026-02-01T10:00:00.000Z",
        "signedInAt": null,
        "disabledAt": null
      }
    ],
    "nextCursor": null
  },
  "createAccount": {
    "accountId": "0123456789abcdef",
    "name": "ben@example.org",
    "roles": [
      "analyst"
    ],
    "hasSecondFactor": false,
    "createdBy": "api-key",
    "createdAt": "2026-02-01T10:00:00.000Z",
    "signedInAt": null,
    "disabledAt": null,
    "password": "abcd-efgh-jkmn-pqrs-tuvw"
  },
  "changeAccount": {
    "accountId": "0123456789abcdef",
    "name": "carla@example.org",
    "roles": [
      "viewer"
    ],
    "hasSecondFactor": false,
    "createdBy": "cli:ana",
    "createdAt": "2026-02-01T10:00:00.000Z",
    "signedInAt": null,
    "disabledAt": null
  },
  "resetAccount": {
    "accountId": "0123456789abcdef",
    "name": "carla@example.org",
    "roles": [
      "viewer"
    ],
    "hasSecondFactor": false,
    "createdBy": "cli:ana",
    "createdAt": "2026-02-01T10:00:00.000Z",
    "signedInAt": null,
    "disabledAt": null,
    "password": "abcd-efgh-jkmn-pqrs-tuvw"
  },
  "signOutAccount": {
    "nEnded": 0
  },
  "giveFeedback": {
    "feedbackId": "7f1b3c52-94aa-4c0e-8f5e-2d6c1e0b9a11"
  },
  "getCategorisation": {
    "model": {
      "generation": 2,
      "modelVersion": "local-text/4+2",
      "taxonomyVersion": "general/1",
      "labels": {
        "topic": [
          "billing",
          "other"
        ],
        "intent": [
          "complaint"
        ],
        "sentiment": [
          "negative",
          "neutral",
          "positive"
        ]
      },
      "since": "2026-02-01T10:00:00.000Z",
      "lastJudgement": {
        "at": "2026-02-01T10:00:00.000Z",
        "nExamples": 1,
        "isPromoted": true,
        "because": "it is better",
        "topic": {
          "n": 1,
          "before": 0,
          "after": 1
        },
        "intent": {
          "n": 0,
          "before": 0,
          "after": 0
        },
        "unasked": {
          "n": 20,
          "changed": 0
        },
        "figures": {
          "topic": null,
          "intent": null
        }
      },
      "nExamples": 1
    },
    "replay": {
      "modelVersion": "local-text/4+2",
      "taxonomyVersion": "general/1",
      "nLooked": 100,
      "nRedone": 90,
      "total": 400,
      "startedAt": "2026-02-01T10:00:00.000Z",
      "updatedAt": "2026-02-01T10:01:00.000Z",
      "endedAt": null,
      "secondsLeft": 180
    }
  },
  "listDiscoveredTopics": {
    "found": {
      "ranAt": "2026-02-01T10:00:00.000Z",
      "nConversations": 40,
      "from": "2026-01-05T00:00:00.000Z",
      "minPeople": 2,
      "nHidden": 3,
      "events": [
        {
          "at": "2026-02-01T10:00:00.000Z",
          "kind": "born",
          "id": "topic-1",
          "other": null
        }
      ],
      "topics": [
        {
          "id": "topic-1",
          "name": "gift card, balance",
          "terms": [
            "gift card",
            "balance"
          ],
          "typicalConversationId": "conversation-1",
          "nConversations": 2,
          "nPeople": 2,
          "trend": {
            "kind": "steady",
            "recent": 1,
            "before": 1,
            "pValue": 1
          },
          "foundAt": "2026-02-01T10:00:00.000Z",
          "typicalText": "Translate \"good morning\" into Spanish, please.",
          "status": "proposed",
          "label": null
        }
      ]
    }
  },
  "decideDiscoveredTopic": {
    "feedbackId": "7f1b3c52-94aa-4c0e-8f5e-2d6c1e0b9a11"
  },
  "getProgress": {
    "at": "2026-02-01T10:00:00.000Z",
    "stages": [
      {
        "stage": "ingested",
        "nConversations": 31
      },
      {
        "stage": "translated",
        "nConversations": 31
      },
      {
        "stage": "categorised",
        "nConversations": 31
      },
      {
        "stage": "scored",
        "nConversations": 31
      },
      {
        "stage": "reported",
        "nConversations": 31
      }
    ],
    "consumers": [
      {
        "group": "ingestion",
        "topic": "conversations.submitted.v1",
        "lag": 2,
        "stalledSeconds": 0.5
      },
      {
        "group": "translation",
        "topic": "conversations.ingested.v1",
        "lag": 2,
        "stalledSeconds": 0.5
      },
      {
        "group": "reporting",
        "topic": "conversations.ingested.v1",
        "lag": 2,
        "stalledSeconds": 0.5
      },
      {
        "group": "lake",
        "topic": "conversations.ingested.v1",
        "lag": 2,
        "stalledSeconds": 0.5
      },
      {
        "group": "translation",
        "topic": "conversations.deleted.v1",
        "lag": 2,
        "stalledSeconds": 0.5
      },
      {
        "group": "categorisation",
        "topic": "conversations.deleted.v1",
        "lag": 2,
        "stalledSeconds": 0.5
      },
      {
        "group": "anomaly",
        "topic": "conversations.deleted.v1",
        "lag": 2,
        "stalledSeconds": 0.5
      },
      {
        "group": "reporting",
        "topic": "conversations.deleted.v1",
        "lag": 2,
        "stalledSeconds": 0.5
      },
      {
        "group": "lake",
        "topic": "conversations.deleted.v1",
        "lag": 2,
        "stalledSeconds": 0.5
      },
      {
        "group": "categorisation",
        "topic": "conversations.translated.v1",
        "lag": 2,
        "stalledSeconds": 0.5
      },
      {
        "group": "reporting",
        "topic": "conversations.translated.v1",
        "lag": 2,
        "stalledSeconds": 0.5
      },
      {
        "group": "lake",
        "topic": "conversations.translated.v1",
        "lag": 2,
        "stalledSeconds": 0.5
      },
      {
        "group": "anomaly",
        "topic": "conversations.categorised.v1",
        "lag": 2,
        "stalledSeconds": 0.5
      },
      {
        "group": "reporting",
        "topic": "conversations.categorised.v1",
        "lag": 2,
        "stalledSeconds": 0.5
      },
      {
        "group": "lake",
        "topic": "conversations.categorised.v1",
        "lag": 2,
        "stalledSeconds": 0.5
      },
      {
        "group": "reporting",
        "topic": "conversations.scored.v1",
        "lag": 2,
        "stalledSeconds": 0.5
      },
      {
        "group": "lake",
        "topic": "conversations.scored.v1",
        "lag": 2,
        "stalledSeconds": 0.5
      },
      {
        "group": "lake",
        "topic": "anomalies.detected.v1",
        "lag": 2,
        "stalledSeconds": 0.5
      },
      {
        "group": "lake",
        "topic": "incidents.changed.v1",
        "lag": 2,
        "stalledSeconds": 0.5
      },
      {
        "group": "anomaly",
        "topic": "rules.changed.v1",
        "lag": 2,
        "stalledSeconds": 0.5
      },
      {
        "group": "anomaly",
        "topic": "detectors.requested.v1",
        "lag": 2,
        "stalledSeconds": 0.5
      },
      {
        "group": "reporting",
        "topic": "reports.requested.v1",
        "lag": 2,
        "stalledSeconds": 0.5
      },
      {
        "group": "reporting",
        "topic": "report-plans.changed.v1",
        "lag": 2,
        "stalledSeconds": 0.5
      },
      {
        "group": "anomaly",
        "topic": "feedback.given.v1",
        "lag": 2,
        "stalledSeconds": 0.5
      },
      {
        "group": "categorisation",
        "topic": "feedback.given.v1",
        "lag": 2,
        "stalledSeconds": 0.5
      },
      {
        "group": "ingestion",
        "topic": "syncs.requested.v1",
        "lag": 2,
        "stalledSeconds": 0.5
      }
    ],
    "sources": [
      {
        "source": "noco",
        "state": {
          "nRows": 31
        }
      }
    ]
  }
};
