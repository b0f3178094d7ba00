/** Types of the API, out of docs/api/openapi.json; written by tools/docs/api.ts. */
export interface paths {
  '/api/v1/conversations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Conversations with what was found about them, newest first
     * @description Conversations with what was found about them, newest first. A request looks at no more than 2,000 conversations: where few of them fit the filters, a page holds fewer than `limit`, and `nextCursor` leads on.
     *
     *     Needs the permission `read:conversations`.
     */
    get: operations['listConversations'];
    put?: never;
    /**
     * Takes in conversations that an application sends
     * @description Takes in conversations that an application sends. Up to 100 at a time, 1 MiB together. They go through the rules of every source, belong to the source `api`, and replace what was sent of the same id.
     *
     *     Needs the permission `write:conversations`.
     */
    post: operations['sendConversations'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/conversations/{conversationId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One conversation: its messages, translation, categories and anomaly score
     * @description One conversation: its messages, translation, categories and anomaly score.
     *
     *     Needs the permission `read:conversations`.
     */
    get: operations['getConversation'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/translations/{conversationId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Languages of a conversation and its messages, and their translations
     * @deprecated
     * @description Languages of a conversation and its messages, and their translations.
     *
     *     Needs the permission `read:conversations`.
     *
     *     Deprecated since 2026-12-01, gone after 2027-07-01: use `/api/v1/conversations/{conversationId}/messages`.
     */
    get: operations['getTranslation'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/conversations/{conversationId}/messages': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The messages of a conversation, as they were written or in another language
     * @description The messages of a conversation, as they were written or in another language.
     *
     *     Needs the permission `read:conversations`.
     */
    get: operations['listMessages'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/analytics/summary': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Totals, breakdowns and the daily series of a range of days
     * @description Totals, breakdowns and the daily series of a range of days.
     *
     *     Needs the permission `read:analytics`.
     */
    get: operations['getSummary'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/users': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Users: the busiest, unhappiest or latest first
     * @description Users: the busiest, unhappiest or latest first.
     *
     *     Needs the permission `read:users`.
     */
    get: operations['listUsers'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/users/{userId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What one user talks about, and how it goes
     * @description What one user talks about, and how it goes.
     *
     *     Needs the permission `read:users`.
     */
    get: operations['getUser'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/anomalies': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What was found unusual, newest first
     * @description What was found unusual, newest first.
     *
     *     Needs the permission `read:anomalies`.
     */
    get: operations['listAnomalies'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/analytics/query': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Figures by window and label: metrics x dimension x window x filter
     * @description Figures by window and label: metrics x dimension x window x filter. Read from measures that are kept by change: no conversation is read, the cost is that of the windows. Nothing is changed by it.
     *
     *     Needs the permission `read:analytics`.
     */
    post: operations['queryAnalytics'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/analytics/compare': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Two groups of conversations side by side, such as two models: what differs by more than chance
     * @description Two groups of conversations side by side, such as two models: what differs by more than chance. For A/B tests and comparisons of models: shares by a two-proportion z test, means by Welch, times by ranks; corrected for how many were looked at (Holm), with intervals that hold whenever somebody looks, and a check whether the assignment worked. Read from measures: the cost is that of the windows.
     *
     *     Needs the permission `read:analytics`.
     */
    post: operations['compareGroups'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/forecasts': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What a figure is expected to be, with intervals, its trend and its changes of level
     * @description What a figure is expected to be, with intervals, its trend and its changes of level. About ten methods compete on the later part of the history, and the best one goes on. Read from measures: the cost is that of the windows looked back at, and a core for up to seconds. 422 where the history does not carry a forecast, and why.
     *
     *     Needs the permission `read:analytics`.
     */
    get: operations['forecastMetric'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/submissions/{submissionId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What became of conversations that were sent
     * @description What became of conversations that were sent. Known as soon as the first of them was processed, for 30 days.
     *
     *     Needs the permission `write:conversations`.
     */
    get: operations['getSubmission'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/uploads': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Takes in the conversations of a file
     * @description Takes in the conversations of a file. CSV, JSON, JSON Lines or Parquet, also packed by gzip or zstd, told apart by content; exports of ChatGPT, Claude, Open WebUI, LibreChat, ShareGPT, Langfuse, LangSmith, Zendesk, Intercom, Chatwoot and Slack are known by their shape. Rows go through the column mapping and the rules of file sources and belong to the source `upload`; sent again, they change what changed. getSubmission says how far they are, listProcessingErrors with `source=upload` which were refused, by line.
     *
     *     Needs the permission `write:conversations`.
     */
    post: operations['uploadFile'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/traces': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Takes in the conversations in OpenTelemetry traces (OTLP over HTTP)
     * @description Takes in the conversations in OpenTelemetry traces (OTLP over HTTP). Calls of AI models by the semantic conventions for generative AI or by OpenInference become conversations of the source `otlp`, one for each `gen_ai.conversation.id`, `session.id` or trace; other spans are accepted and left. Set OTEL_EXPORTER_OTLP_ENDPOINT to the gateway and OTEL_EXPORTER_OTLP_HEADERS to `x-api-key=KEY`. At most 16 MiB.
     *
     *     Needs the permission `write:conversations`.
     */
    post: operations['exportTraces'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/incidents': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Incidents: what moved together, with its causes and its story, newest first
     * @description Incidents: what moved together, with its causes and its story, newest first.
     *
     *     Needs the permission `read:anomalies`.
     */
    get: operations['listIncidents'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/rules': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Rules that are watched, by name
     * @description Rules that are watched, by name.
     *
     *     Needs the permission `read:anomalies`.
     */
    get: operations['listRules'];
    put?: never;
    /**
     * Saves rules, each as a new version where it differs
     * @description Saves rules, each as a new version where it differs.
     *
     *     Needs the permission `write:rules`.
     */
    post: operations['saveRules'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/rules/{name}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One rule with its versions, also as YAML
     * @description One rule with its versions, also as YAML.
     *
     *     Needs the permission `read:anomalies`.
     */
    get: operations['getRule'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/rules/back-test': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * How often, and when, rules would have fired; nothing is saved
     * @description How often, and when, rules would have fired; nothing is saved.
     *
     *     Needs the permission `write:rules`.
     */
    post: operations['backTestRules'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/rules/{name}/remove': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Watches a rule no longer; what it found stays
     * @description Watches a rule no longer; what it found stays.
     *
     *     Needs the permission `write:rules`.
     */
    post: operations['removeRule'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/detectors': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Detectors that are kept, by name
     * @description Detectors that are kept, by name.
     *
     *     Needs the permission `read:anomalies`.
     */
    get: operations['listDetectors'];
    put?: never;
    /**
     * Trains a detector, or a next version of it, from a stored table
     * @description Trains a detector, or a next version of it, from a stored table.
     *
     *     Needs the permission `run:detections`.
     */
    post: operations['trainDetector'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/detectors/{name}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One detector with its versions: data, columns, figures, and what tuning tried
     * @description One detector with its versions: data, columns, figures, and what tuning tried.
     *
     *     Needs the permission `read:anomalies`.
     */
    get: operations['getDetector'];
    put?: never;
    post?: never;
    /**
     * Removes a detector, or one version of it that is not live, with its models and tables
     * @description Removes a detector, or one version of it that is not live, with its models and tables.
     *
     *     Needs the permission `run:detections`.
     */
    delete: operations['deleteDetector'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/detectors/{name}/comparison': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Two versions side by side
     * @description Two versions side by side.
     *
     *     Needs the permission `read:anomalies`.
     */
    get: operations['compareDetectorVersions'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/detectors/{name}/score': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * How unusual records are
     * @description How unusual records are. Up to 1000 records in one request, each answered for itself; a file of any size is for scoreTable. Explanations cost a fraction of a millisecond to some hundred scores a record, by the detector.
     *
     *     Needs the permission `run:detections`.
     */
    post: operations['scoreRecords'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/detector-tables': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Stores a table, to train a detector from it or to have it scored
     * @description Stores a table, to train a detector from it or to have it scored. CSV, JSON, JSON Lines or Parquet, also packed by gzip or zstd, told apart by content. Stored by its hash: the same file twice is one. It goes with the last version that was trained from it, or with the scoring.
     *
     *     Needs the permission `run:detections`.
     */
    post: operations['storeTable'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/detectors/{name}/detections': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Has a stored table scored; getDetections has the result when the job is done
     * @description Has a stored table scored; getDetections has the result when the job is done.
     *
     *     Needs the permission `run:detections`.
     */
    post: operations['scoreTable'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/detectors/{name}/promote': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Makes a version the live one
     * @description Makes a version the live one.
     *
     *     Needs the permission `run:detections`.
     */
    post: operations['promoteDetector'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/detectors/{name}/archive': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Sets a version aside that is not live: it answers only where it is named
     * @description Sets a version aside that is not live: it answers only where it is named.
     *
     *     Needs the permission `run:detections`.
     */
    post: operations['archiveDetector'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/detectors/{name}/rollback': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Makes the version live again that was so before
     * @description Makes the version live again that was so before.
     *
     *     Needs the permission `run:detections`.
     */
    post: operations['rollBackDetector'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/detector-jobs': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Trainings and scorings of files, newest first
     * @description Trainings and scorings of files, newest first.
     *
     *     Needs the permission `run:detections`.
     */
    get: operations['listDetectorJobs'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/detector-jobs/{jobId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * How far a job is, and what came of it
     * @description How far a job is, and what came of it. It is known from when the anomaly service has read the request: some milliseconds later.
     *
     *     Needs the permission `run:detections`.
     */
    get: operations['getDetectorJob'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/detector-jobs/{jobId}/detections': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The scores of a file: row from 0 on, score, rank, probability, is_anomaly
     * @description The scores of a file: row from 0 on, score, rank, probability, is_anomaly.
     *
     *     Needs the permission `run:detections`.
     */
    get: operations['getDetections'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/detector-jobs/{jobId}/cancel': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Stops a job; nothing of it stays
     * @description Stops a job; nothing of it stays.
     *
     *     Needs the permission `run:detections`.
     */
    post: operations['cancelDetectorJob'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/findings/verdicts': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Says that a finding or an incident is right, is none, or is one that nobody needs to know
     * @description Says that a finding or an incident is right, is none, or is one that nobody needs to know. The anomaly service becomes quieter about the kind that is judged so, and about no other.
     *
     *     Needs the permission `write:feedback`.
     */
    post: operations['judgeFinding'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/findings/precision': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * How many findings were right, of those that people judged, over time and by kind
     * @description How many findings were right, of those that people judged, over time and by kind.
     *
     *     Needs the permission `read:anomalies`.
     */
    get: operations['getFindingPrecision'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/reports': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Finished reports, newest first
     * @description Finished reports, newest first.
     *
     *     Needs the permission `read:reports`.
     */
    get: operations['listReports'];
    put?: never;
    /**
     * Asks for a report; it appears in the list when it is done
     * @description Asks for a report; it appears in the list when it is done. By a template it is made anew with the figures of now. Filters narrow what the template says; those by user need `read:users` too. `requestId` is the id of the job that says how far it is.
     *
     *     Needs the permission `write:reports`.
     */
    post: operations['requestReport'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/reports/{reportId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One report as data
     * @description One report as data.
     *
     *     Needs the permission `read:reports`.
     */
    get: operations['getReport'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/reports/{reportId}/html': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One report as a self-contained page
     * @description One report as a self-contained page.
     *
     *     Needs the permission `read:reports`.
     */
    get: operations['getReportPage'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/report-templates': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Templates of reports: the gallery, then those that people wrote
     * @description Templates of reports: the gallery, then those that people wrote.
     *
     *     Needs the permission `read:reports`.
     */
    get: operations['listReportTemplates'];
    put?: never;
    /**
     * Saves a template as a new version where it differs
     * @description Saves a template as a new version where it differs.
     *
     *     Needs the permission `write:reports`.
     */
    post: operations['saveReportTemplate'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/report-templates/{name}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One template with its text and its versions
     * @description One template with its text and its versions.
     *
     *     Needs the permission `read:reports`.
     */
    get: operations['getReportTemplate'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/report-templates/validate': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * What is wrong with a template; nothing is saved
     * @description What is wrong with a template; nothing is saved.
     *
     *     Needs the permission `read:reports`.
     */
    post: operations['validateReportTemplate'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/report-templates/{name}/remove': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Removes a template; reports by it stay
     * @description Removes a template; reports by it stay.
     *
     *     Needs the permission `write:reports`.
     */
    post: operations['removeReportTemplate'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/report-schedules': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Schedules of reports, by name
     * @description Schedules of reports, by name.
     *
     *     Needs the permission `read:reports`.
     */
    get: operations['listReportSchedules'];
    put?: never;
    /**
     * Saves a schedule as a new version where it differs
     * @description Saves a schedule as a new version where it differs. Either as a text (`yaml`), which keeps its comments, or as fields (`schedule`). A report of a schedule is on the last period that was over at its time (UTC). Filters by user need `read:users` too.
     *
     *     Needs the permission `write:reports`.
     */
    post: operations['saveReportSchedule'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/report-schedules/{name}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One schedule with its text, its versions and its next times
     * @description One schedule with its text, its versions and its next times.
     *
     *     Needs the permission `read:reports`.
     */
    get: operations['getReportSchedule'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/report-schedules/{name}/runs': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Runs of a schedule, the newest first
     * @description Runs of a schedule, the newest first.
     *
     *     Needs the permission `read:reports`.
     */
    get: operations['listReportScheduleRuns'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/report-schedules/{name}/pause': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Sends nothing until it is resumed; times meanwhile are not made up for
     * @description Sends nothing until it is resumed; times meanwhile are not made up for.
     *
     *     Needs the permission `write:reports`.
     */
    post: operations['pauseReportSchedule'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/report-schedules/{name}/resume': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Sends again, from the next time on
     * @description Sends again, from the next time on.
     *
     *     Needs the permission `write:reports`.
     */
    post: operations['resumeReportSchedule'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/report-schedules/{name}/run': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Makes and sends the report once now, beside its times
     * @description Makes and sends the report once now, beside its times. The answer’s `requestId` is the id of the job.
     *
     *     Needs the permission `write:reports`.
     */
    post: operations['runReportSchedule'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/report-schedules/{name}/remove': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Removes a schedule; its runs stay
     * @description Removes a schedule; its runs stay.
     *
     *     Needs the permission `write:reports`.
     */
    post: operations['removeReportSchedule'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/report-jobs/{jobId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * How far a report is that was asked for or is due, and what came of it
     * @description How far a report is that was asked for or is due, and what came of it. It is known from when reporting has read the request: some milliseconds later.
     *
     *     Needs the permission `read:reports`.
     */
    get: operations['getReportJob'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/report-jobs/{jobId}/cancel': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Stops a report that is not done; what was stored of it stays, and nothing is sent
     * @description Stops a report that is not done; what was stored of it stays, and nothing is sent.
     *
     *     Needs the permission `write:reports`.
     */
    post: operations['cancelReportJob'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/reports/{reportId}/artefacts': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The files that a report can be had as
     * @description The files that a report can be had as.
     *
     *     Needs the permission `read:reports`.
     */
    get: operations['listReportArtefacts'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/reports/{reportId}/artefacts/{name}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * A report as a file: PDF, Excel, HTML, JSON, or one of its tables as CSV, Parquet or Arrow
     * @description A report as a file: PDF, Excel, HTML, JSON, or one of its tables as CSV, Parquet or Arrow. Made when it is asked for first and kept until the report says something else; files with conversations one by one (`report.xlsx`, `conversations.*`) are made each time and need `read:conversations` too. Takes `Range` and `If-None-Match`; `Repr-Digest` is the checksum. Figures that a spreadsheet would take for a formula are text.
     *
     *     Needs the permission `read:reports`.
     */
    get: operations['getReportArtefact'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/processing/state': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Where each source stands: cursor, speed, time left, last runs
     * @description Where each source stands: cursor, speed, time left, last runs.
     *
     *     Needs the permission `read:processing`.
     */
    get: operations['getProcessingState'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/processing/errors': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Rows that could not be understood or fetched
     * @description Rows that could not be understood or fetched.
     *
     *     Needs the permission `read:processing`.
     */
    get: operations['listProcessingErrors'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/syncs': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Asks for a source to be polled now
     * @description Asks for a source to be polled now.
     *
     *     Needs the permission `operate:processing`.
     */
    post: operations['requestSync'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/ledger': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What each stage held for each source and day when it was last reconciled
     * @description What each stage held for each source and day when it was last reconciled.
     *
     *     Needs the permission `read:processing`.
     */
    get: operations['getLedger'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/dead-letters': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Events that could not be processed, and those that wait behind them
     * @description Events that could not be processed, and those that wait behind them.
     *
     *     Needs the permission `read:dead-letters`.
     */
    get: operations['listDeadLetters'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/dead-letters/{topic}/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One dead letter, with its original value and headers
     * @description One dead letter, with its original value and headers.
     *
     *     Needs the permission `read:dead-letters`.
     */
    get: operations['getDeadLetter'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/dead-letters/replay': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Sends dead letters through again, with the same event id; what waits behind them follows in order
     * @description Sends dead letters through again, with the same event id; what waits behind them follows in order.
     *
     *     Needs the permission `write:dead-letters`.
     */
    post: operations['replayDeadLetters'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/dead-letters/drop': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Gives dead letters up; what waits behind them goes on
     * @description Gives dead letters up; what waits behind them goes on.
     *
     *     Needs the permission `write:dead-letters`.
     */
    post: operations['dropDeadLetters'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/audit-log': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Who did what, and who was refused what, newest first
     * @description Who did what, and who was refused what, newest first. A request looks at no more than 2,000 entries: where few of them fit the filters, a page holds fewer than `limit`, and `nextCursor` leads on.
     *
     *     Needs the permission `read:audit`.
     */
    get: operations['listAuditLog'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/audit-log/export': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The audit log as CSV, newest first
     * @description The audit log as CSV, newest first. Streamed, however long it is. What a spreadsheet would take for a formula is made a text.
     *
     *     Needs the permission `read:audit`.
     */
    get: operations['exportAuditLog'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/audit-log/{sequence}/proof': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Proves that an entry was in the log on the day that it was sealed
     * @description Proves that an entry was in the log on the day that it was sealed. Entries are sealed when their day (UTC) is over: the root of a Merkle tree over them is put into object storage, where Object Lock keeps it. docs/access.md says how to check the proof elsewhere. Cost: the entries of one seal.
     *
     *     Needs the permission `read:audit`.
     */
    get: operations['proveAuditEntry'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/erasures': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Erases what is kept of a person, for good
     * @description Erases what is kept of a person, for good.
     *
     *     Needs the permission `erase:personal-data`.
     */
    post: operations['requestErasure'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/erasures/{requestId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * How far an erasure is, and its proof
     * @description How far an erasure is, and its proof.
     *
     *     Needs the permission `erase:personal-data`.
     */
    get: operations['getErasure'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/exports': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Collects what is kept of a person in a file
     * @description Collects what is kept of a person in a file.
     *
     *     Needs the permission `export:personal-data`.
     */
    post: operations['requestPersonExport'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/exports/{requestId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * How far an export is
     * @description How far an export is.
     *
     *     Needs the permission `export:personal-data`.
     */
    get: operations['getPersonExport'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/exports/{requestId}/data': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The file of an export: JSON Lines
     * @description The file of an export: JSON Lines.
     *
     *     Needs the permission `export:personal-data`.
     */
    get: operations['getPersonExportData'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/legal-holds': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Legal holds, the newest first, released ones too
     * @description Legal holds, the newest first, released ones too.
     *
     *     Needs the permission `erase:personal-data`.
     */
    get: operations['listLegalHolds'];
    put?: never;
    /**
     * Keeps what fits from being removed, by policies and erasures alike
     * @description Keeps what fits from being removed, by policies and erasures alike. Everything that is given must fit; without a person, a source and days it keeps everything. It keeps what is here: what disappears at its source still goes.
     *
     *     Needs the permission `erase:personal-data`.
     */
    post: operations['placeLegalHold'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/legal-holds/{holdId}/release': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Releases a hold: erasures that waited for it go on, and the next run of retention removes what it kept
     * @description Releases a hold: erasures that waited for it go on, and the next run of retention removes what it kept.
     *
     *     Needs the permission `erase:personal-data`.
     */
    post: operations['releaseLegalHold'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/retention-runs': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Previews and runs, the newest first
     * @description Previews and runs, the newest first.
     *
     *     Needs the permission `erase:personal-data`.
     */
    get: operations['listRetentionRuns'];
    put?: never;
    /**
     * Counts what policies of retention would remove, or removes it
     * @description Counts what policies of retention would remove, or removes it.
     *
     *     Needs the permission `erase:personal-data`.
     */
    post: operations['requestRetentionRun'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/retention-runs/{runId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * How far a preview or a run is, and what it found
     * @description How far a preview or a run is, and what it found.
     *
     *     Needs the permission `erase:personal-data`.
     */
    get: operations['getRetentionRun'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/api-keys': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * API keys by name, revoked ones too, without their secrets
     * @description API keys by name, revoked ones too, without their secrets.
     *
     *     Needs the permission `manage:keys`.
     */
    get: operations['listApiKeys'];
    put?: never;
    /**
     * Makes an API key
     * @description Makes an API key. It can do no more than whoever makes it. The key is told once, and kept nowhere.
     *
     *     Needs the permission `manage:keys`.
     */
    post: operations['createApiKey'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/api-keys/{keyId}/rotate': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Gives a key a new secret; the one before holds for a while too
     * @description Gives a key a new secret; the one before holds for a while too.
     *
     *     Needs the permission `manage:keys`.
     */
    post: operations['rotateApiKey'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/api-keys/{keyId}/revoke': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Lets a key in no longer: every replica knows within a minute, open streams end
     * @description Lets a key in no longer: every replica knows within a minute, open streams end.
     *
     *     Needs the permission `manage:keys`.
     */
    post: operations['revokeApiKey'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/me': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Who is asking, and what they may do
     * @description Who is asking, and what they may do.
     */
    get: operations['getCaller'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/usage': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What the caller and its tenant may ask for, and how much of it is used
     * @description What the caller and its tenant may ask for, and how much of it is used.
     */
    get: operations['getUsage'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/sign-in': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * How people may sign in here
     * @description How people may sign in here.
     */
    get: operations['getSignInWays'];
    put?: never;
    /**
     * Signs a person in by name and password
     * @description Signs a person in by name and password. For browsers: the session is a cookie, and every change must then carry `X-Csrf-Token` as it stands in the cookie `__Host-convoscope-csrf`. A wrong name, password and code are told alike, and ten of them in a quarter of an hour are enough.
     */
    post: operations['signIn'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/sign-out': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Ends the session of this browser: here at once, on every replica in 10 s
     * @description Ends the session of this browser: here at once, on every replica in 10 s.
     */
    post: operations['signOut'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/me/password': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Another password for oneself; ends every other session
     * @description Another password for oneself; ends every other session.
     */
    post: operations['changeOwnPassword'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/me/second-factor': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * A secret for an authenticator app; it holds once a code of it was sent
     * @description A secret for an authenticator app; it holds once a code of it was sent.
     */
    post: operations['proposeSecondFactor'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/me/second-factor/confirm': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * From now on signing in takes a code too; ends every other session
     * @description From now on signing in takes a code too; ends every other session.
     */
    post: operations['confirmSecondFactor'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/me/second-factor/remove': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Signing in takes the password alone again
     * @description Signing in takes the password alone again.
     */
    post: operations['removeSecondFactor'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/accounts': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * People who sign in with a password, by name, disabled ones too
     * @description People who sign in with a password, by name, disabled ones too.
     *
     *     Needs the permission `manage:users`.
     */
    get: operations['listAccounts'];
    put?: never;
    /**
     * Makes an account for a person
     * @description Makes an account for a person. It can do no more than whoever makes it. A password that is not given is made, and told once.
     *
     *     Needs the permission `manage:users`.
     */
    post: operations['createAccount'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/accounts/{accountId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Gives a person other roles, or takes the account out of use: every replica knows in 10 s
     * @description Gives a person other roles, or takes the account out of use: every replica knows in 10 s.
     *
     *     Needs the permission `manage:users`.
     */
    patch: operations['changeAccount'];
    trace?: never;
  };
  '/api/v1/accounts/{accountId}/reset': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * A new password without a second factor, for who lost one of them; ends what the person has open
     * @description A new password without a second factor, for who lost one of them; ends what the person has open.
     *
     *     Needs the permission `manage:users`.
     */
    post: operations['resetAccount'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/accounts/{accountId}/sign-out': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Ends every session of a person: every replica knows in 10 s
     * @description Ends every session of a person: every replica knows in 10 s.
     *
     *     Needs the permission `manage:users`.
     */
    post: operations['signOutAccount'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/feedback': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Corrects a category of a conversation, or a finding
     * @description Corrects a category of a conversation, or a finding. It is published on `feedback.given.v1`. What is said of a category stands over the model from then on, and the next model learns from it; `GET /api/v1/categorisation` lists the labels and says what was learned.
     *
     *     Needs the permission `write:feedback`.
     */
    post: operations['giveFeedback'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/categorisation': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The model in use, its labels, what it learned from people, and how far history follows it
     * @description The model in use, its labels, what it learned from people, and how far history follows it.
     *
     *     Needs the permission `read:analytics`.
     */
    get: operations['getCategorisation'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/progress': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * How far each stage is
     * @description How far each stage is.
     *
     *     Needs the permission `read:progress`.
     */
    get: operations['getProgress'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/progress/stream': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The progress as server-sent events, at most one a second, while it changes
     * @description The progress as server-sent events, at most one a second, while it changes.
     *
     *     Needs the permission `read:progress`.
     */
    get: operations['streamProgress'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/live': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * New conversations, findings, incidents, reports and errors as they come
     * @description New conversations, findings, incidents, reports and errors as they come. Server-sent events; with `Upgrade: websocket` the same as messages of a WebSocket. `conversations` (events `conversation`, needs `read:conversations`): A conversation is new, or more was found about it. `anomalies` (events `anomaly`, needs `read:anomalies`): Something unusual was found, or is seen otherwise now. `incidents` (events `incident`, needs `read:anomalies`): An incident began, grew, was explained, is over, or was withdrawn. `reports` (events `report`, needs `read:reports`): A report is ready. `errors` (events `processing-error`, needs `read:processing`): A row could not be processed, is tried again, or went through. `progress` (needs `read:progress`): how far each stage is.
     *
     *     Each event has an id. Sent back as `Last-Event-ID`, it lets the stream go on behind it, at whichever server: over the last 5 minutes and the last 1,000 events of a tenant. Where more was missed, an event `gap` comes first: ask the lists for what it was. Whoever takes events more slowly than they come is told so by an event `dropped`. docs/live.md says all of it.
     */
    get: operations['followLive'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/discovered-topics': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Topics that nobody named, among the newest conversations that no topic covers
     * @description Topics that nobody named, among the newest conversations that no topic covers. Found periodically by the categorisation service. A topic keeps its id while it keeps its core; births, splits, merges and ends are events. Topics of fewer people than `minPeople` are not shown.
     *
     *     Needs the permission `read:conversations`.
     */
    get: operations['listDiscoveredTopics'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/discovered-topics/{topicId}/decision': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Takes a discovered topic into the taxonomy, or rejects it
     * @description Takes a discovered topic into the taxonomy, or rejects it. Accepting makes a new version of the taxonomy with the label, and history is categorised again. It is published on `feedback.given.v1`; the first decision on a topic stays.
     *
     *     Needs the permission `write:feedback`.
     */
    post: operations['decideDiscoveredTopic'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/openapi.json': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * This document
     * @description This document.
     */
    get: operations['getOpenApi'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/asyncapi.json': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The topics that other systems subscribe to, and the live stream, with the schema of each event
     * @description The topics that other systems subscribe to, and the live stream, with the schema of each event.
     */
    get: operations['getAsyncApi'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    /** @description The request was accepted: another service acts on it */
    Accepted: {
      /** @description Id of the request: what comes of it can be looked up by it */
      requestId: string;
    };
    /** @description A person who signs in with a password, without it */
    Account: {
      /** @description Names the account for good */
      accountId: string;
      /** @description Under which the person signs in, and as the audit log names them */
      name: string;
      /** @description What they may do is what these may */
      roles: string[];
      /** @description Whether signing in takes a one-time code too */
      hasSecondFactor: boolean;
      /** @description Who made it */
      createdBy: string;
      /**
       * Format: date-time
       * @description When it was made (UTC)
       */
      createdAt: string;
      /** @description When they signed in last (UTC) */
      signedInAt: string | null;
      /** @description Since when they may not sign in (UTC); null: they may */
      disabledAt: string | null;
    };
    /** @description What was asked for was done */
    AccountChanged: {
      /** @description Whose account it is */
      name: string;
    };
    /** @description An account with its first password */
    AccountGiven: {
      /** @description Names the account for good */
      accountId: string;
      /** @description Under which the person signs in, and as the audit log names them */
      name: string;
      /** @description What they may do is what these may */
      roles: string[];
      /** @description Whether signing in takes a one-time code too */
      hasSecondFactor: boolean;
      /** @description Who made it */
      createdBy: string;
      /**
       * Format: date-time
       * @description When it was made (UTC)
       */
      createdAt: string;
      /** @description When they signed in last (UTC) */
      signedInAt: string | null;
      /** @description Since when they may not sign in (UTC); null: they may */
      disabledAt: string | null;
      /** @description Made here: shown this once, kept nowhere. Null: it was given */
      password: string | null;
    };
    /** @description A page of a list: Account */
    AccountPage: {
      /** @description The items of this page, in the order of the list */
      items: components['schemas']['Account'][];
      /** @description Leads to the next page; null on the last one */
      nextCursor: string | null;
    };
    /** @description What was ended */
    AccountSignedOut: {
      /** @description Sessions that were ended */
      nEnded: number;
    };
    /** @description A question about figures */
    AnalyticsQuery: {
      /** @description What to measure. `conversations`: how many there are; `messages`: messages in them; `users`: different users; exact up to 1,024, above that within about 1.2 %; `answers`: answers of the assistant; `errors`: answers that reported a failure; `errorRate`: share of the answers that reported a failure; `refused`: conversations in which the assistant refused; `refusalRate`: share of those, of the categorised; `anomalous`: unusual conversations; `anomalyRate`: share of those, of the scored; `meanSentiment`: from -1 to 1; `meanQuality`: from 0 to 1; `sentimentError`: standard error of it; `qualityError`: standard error of the mean quality; `meanTurns`: messages a conversation; `meanDurationSeconds`: from the first message to the last; `meanLatencySeconds`: mean time of the answers; `latencyP50Seconds`: median of it, within 2 %; `latencyP95Seconds`: its 95th percentile, within 2 % */
      metrics: (
        | 'conversations'
        | 'messages'
        | 'users'
        | 'answers'
        | 'errors'
        | 'errorRate'
        | 'refused'
        | 'refusalRate'
        | 'anomalous'
        | 'anomalyRate'
        | 'meanSentiment'
        | 'meanQuality'
        | 'sentimentError'
        | 'qualityError'
        | 'meanTurns'
        | 'meanDurationSeconds'
        | 'meanLatencySeconds'
        | 'latencyP50Seconds'
        | 'latencyP95Seconds'
      )[];
      /**
       * @description What to tell conversations apart by; `all`: they are taken together
       * @default all
       * @enum {string}
       */
      dimension?:
        'all' | 'topic' | 'intent' | 'sentiment' | 'outcome' | 'signal' | 'language' | 'model' | 'source';
      /**
       * @description Length of a window; `total`: all of the range is one. Hours: at most 31 days
       * @default total
       * @enum {string}
       */
      granularity?: 'total' | 'month' | 'day' | 'hour';
      /** @description First day, inclusive (UTC) */
      from?: string & (unknown & unknown);
      /** @description Last day, inclusive (UTC) */
      to?: string & (unknown & unknown);
      /** @description Only these values of the dimension */
      labels?: string[];
      /**
       * @description Most labels: those with the most conversations in the range
       * @default 50
       */
      limit?: number;
    };
    /** @description Figures by window and label */
    AnalyticsResult: {
      /** @description Length of a window */
      granularity: string;
      /** @description What conversations are told apart by */
      dimension: string;
      /** @description In order of time, then the labels with the most conversations first */
      rows: {
        /** @description The window: `2026-03`, `2026-03-12` or `2026-03-12T14`; null: all of the range */
        at: string | null;
        /** @description Value of the dimension; null of `all` */
        label: string | null;
        /** @description By metric; null where there is nothing to measure */
        values: {
          [key: string]: number | null;
        };
      }[];
      /** @description Labels beyond the limit */
      nLabelsLeftOut: number;
    };
    /** @description Something unusual: a conversation, a metric window or a record */
    Anomaly: {
      /** @description Id of the finding */
      anomalyId: string;
      /**
       * @description What kind it is
       * @enum {string}
       */
      kind: 'conversation' | 'metric' | 'record';
      /**
       * @description How serious it is
       * @enum {string}
       */
      severity: 'info' | 'warning' | 'critical';
      /**
       * Format: date-time
       * @description Start of what is unusual: conversation start or window start
       */
      detectedFor: string;
      /**
       * Format: date-time
       * @description End of what is unusual (UTC)
       */
      windowEnd: string;
      /** @description What was measured, such as `volume`, `sentiment`, `error-rate`, `conversation-score` */
      metric: string;
      /** @description The slice it holds for, such as {"model":"m-1"}; empty for all */
      group: {
        [key: string]: string;
      };
      /** @description What there is */
      observed: number;
      /** @description What would be usual */
      expected: number | null;
      /** @description The score */
      score: number;
      /** @description What made the score, the largest part first */
      contributions: components['schemas']['Contribution'][];
      /** @description One sentence a person can act on */
      explanation: string;
      /** @description Conversations to look at */
      exampleConversationIds: string[];
      /** @description Name and version of the detector */
      detector: string;
      /** @description Hash of the finding: an updated finding has another one */
      revision: string;
      /** @description Grows with each change of the finding; higher wins; absent is 0 */
      pass?: number;
      /** @description True: later data refutes it, or it was settled as usual; absent is false */
      isWithdrawn?: boolean;
      /**
       * Format: date-time
       * @description When it was detected (UTC)
       */
      detectedAt: string;
      /** @description What people said of it last; null where nobody did */
      verdict: components['schemas']['Verdict'] | null;
    };
    /** @description A page of a list: Anomaly */
    AnomalyPage: {
      /** @description The items of this page, in the order of the list */
      items: components['schemas']['Anomaly'][];
      /** @description Leads to the next page; null on the last one */
      nextCursor: string | null;
    };
    /** @description An API key, without its secret */
    ApiKey: {
      /** @description The part of the key that names it */
      keyId: string;
      /** @description As the audit log names it */
      name: string;
      /** @description What it may do is what they may, narrowed by its scopes */
      roles: string[];
      /** @description Permissions that it may use; null: all of its roles */
      scopes: string[] | null;
      /** @description Who made it */
      createdBy: string;
      /**
       * Format: date-time
       * @description When it was made (UTC)
       */
      createdAt: string;
      /** @description When it got its present secret (UTC); null: it has its first */
      rotatedAt: string | null;
      /** @description Until when the secret before holds too (UTC) */
      previousUntil: string | null;
      /** @description From when on it is refused (UTC); null: never */
      expiresAt: string | null;
      /** @description When it was revoked (UTC) */
      revokedAt: string | null;
      /** @description When it was last used (UTC), to within some minutes */
      lastUsedAt: string | null;
    };
    /** @description An API key with its secret */
    ApiKeyGiven: {
      /** @description The part of the key that names it */
      keyId: string;
      /** @description As the audit log names it */
      name: string;
      /** @description What it may do is what they may, narrowed by its scopes */
      roles: string[];
      /** @description Permissions that it may use; null: all of its roles */
      scopes: string[] | null;
      /** @description Who made it */
      createdBy: string;
      /**
       * Format: date-time
       * @description When it was made (UTC)
       */
      createdAt: string;
      /** @description When it got its present secret (UTC); null: it has its first */
      rotatedAt: string | null;
      /** @description Until when the secret before holds too (UTC) */
      previousUntil: string | null;
      /** @description From when on it is refused (UTC); null: never */
      expiresAt: string | null;
      /** @description When it was revoked (UTC) */
      revokedAt: string | null;
      /** @description When it was last used (UTC), to within some minutes */
      lastUsedAt: string | null;
      /** @description The key: shown this once, kept nowhere */
      key: string;
    };
    /** @description A page of a list: ApiKey */
    ApiKeyPage: {
      /** @description The items of this page, in the order of the list */
      items: components['schemas']['ApiKey'][];
      /** @description Leads to the next page; null on the last one */
      nextCursor: string | null;
    };
    /** @description It was revoked */
    ApiKeyRevoked: {
      /** @description Which key */
      keyId: string;
    };
    /** @description Body of archiveDetector: sets a version aside that is not live: it answers only where it is named */
    ArchiveDetectorRequest: {
      /** @description Which version */
      version: number;
    };
    /** @description What somebody did, or was refused */
    AuditEntry: {
      /** @description 1, 2, 3 … without gaps */
      sequence: number;
      /**
       * Format: date-time
       * @description When (UTC)
       */
      at: string;
      /** @description Who; `unknown` of who was not let in */
      by: string;
      /** @description What, such as `read:users`, `access.denied` or `dead-letter.drop` */
      action: string;
      /** @description To what */
      subject: string;
      /** @description Why; of a refusal what was missing, and how often it was repeated */
      because: string | null;
      /** @description SHA-256 of what it was */
      before: string | null;
      /** @description SHA-256 of what it became */
      after: string | null;
      /** @description Hash of the entry before; null for the first */
      previousHash: string | null;
      /** @description Of the entry, which holds the hash of the one before */
      hash: string;
    };
    /** @description A page of a list: AuditEntry */
    AuditEntryPage: {
      /** @description The items of this page, in the order of the list */
      items: components['schemas']['AuditEntry'][];
      /** @description Leads to the next page; null on the last one */
      nextCursor: string | null;
    };
    /** @description That an entry was in the log, to be checked without us */
    AuditProof: {
      /** @description The entry, as it was written */
      entry: components['schemas']['AuditEntry'];
      /** @description Place of the entry among those of its seal, from 0 on */
      leafIndex: number;
      /** @description Entries of its seal */
      treeSize: number;
      /** @description Hashes beside the way to the root, the lowest first (RFC 9162) */
      path: string[];
      /** @description Root of the Merkle tree over the hashes of the entries */
      root: string;
      /** @description Key of the object in which the root stands */
      sealKey: string;
    };
    /** @description One result a rule */
    BackTestRulesAnswer: {
      /** @description In the order of the rules */
      items: components['schemas']['RuleBackTest'][];
    };
    /** @description Body of backTestRules: how often, and when, rules would have fired; nothing is saved */
    BackTestRulesRequest: {
      /** @description One rule, or several under `rules:` */
      yaml: string;
      /**
       * @description Days of history, counted back from the newest data
       * @default 60
       */
      days?: number;
    };
    /** @description Who asks */
    Caller: {
      /**
       * @description What sort of caller
       * @enum {string}
       */
      kind: 'api-key' | 'user' | 'service' | 'local';
      /** @description As the audit log names it */
      name: string;
      /** @description Its roles */
      roles: string[];
      /** @description What it may do */
      permissions: (
        | 'read:analytics'
        | 'read:progress'
        | 'read:anomalies'
        | 'write:rules'
        | 'write:feedback'
        | 'run:detections'
        | 'read:reports'
        | 'write:reports'
        | 'read:conversations'
        | 'write:conversations'
        | 'read:users'
        | 'export:personal-data'
        | 'erase:personal-data'
        | 'read:processing'
        | 'operate:processing'
        | 'read:dead-letters'
        | 'write:dead-letters'
        | 'read:audit'
        | 'manage:keys'
        | 'manage:roles'
        | 'manage:users'
        | 'manage:settings'
        | 'manage:tenants'
      )[];
    };
    /** @description The model that categorises conversations */
    CategoryModel: {
      /** @description 0: the built-in model; higher with each one that took over */
      generation: number;
      /** @description Name and version of the classifiers */
      modelVersion: string;
      /** @description Version of the topics it was categorised by */
      taxonomyVersion: string;
      /** @description Labels that a correction may name */
      labels: {
        /** @description What it is about */
        topic: string[];
        /** @description What the person wants */
        intent: string[];
        /** @description How it feels */
        sentiment: string[];
      };
      /**
       * Format: date-time
       * @description Since when it is in use
       */
      since: string;
      /** @description What the last try of a new model found */
      lastJudgement: {
        /**
         * Format: date-time
         * @description When (UTC)
         */
        at: string;
        /** @description Conversations that people said something of */
        nExamples: number;
        /** @description Whether it took over */
        isPromoted: boolean;
        /** @description Why, in a sentence */
        because: string;
        /** @description What it is about */
        topic: {
          /** @description Examples that neither model had seen */
          n: number;
          /** @description Of these right by the model in use */
          before: number;
          /** @description Of these right by the new model */
          after: number;
        };
        /** @description What the person wants */
        intent: {
          /** @description Examples that neither model had seen */
          n: number;
          /** @description Of these right by the model in use */
          before: number;
          /** @description Of these right by the new model */
          after: number;
        };
        /** @description Conversations nobody complained of, and how many of them would be called something else */
        unasked: {
          /** @description Looked at */
          n: number;
          /** @description Would be called something else */
          changed: number;
        };
        /** @description By label */
        figures: {
          /** @description Of the new model on examples it had not seen; null without such examples */
          topic: {
            /** @description Share that is right */
            accuracy: number;
            /** @description Mean over labels of their F1 */
            macroF1: number;
            /** @description Expected calibration error */
            ece: number;
            /** @description By label */
            perLabel: {
              [key: string]: {
                /** @description Of those called so, the share that is */
                precision: number;
                /** @description Of those that are, the share called so */
                recall: number;
                /** @description Harmonic mean of both */
                f1: number;
                /** @description Examples of the label */
                n: number;
              };
            };
          } | null;
          /** @description Of the new model on examples it had not seen; null without such examples */
          intent: {
            /** @description Share that is right */
            accuracy: number;
            /** @description Mean over labels of their F1 */
            macroF1: number;
            /** @description Expected calibration error */
            ece: number;
            /** @description By label */
            perLabel: {
              [key: string]: {
                /** @description Of those called so, the share that is */
                precision: number;
                /** @description Of those that are, the share called so */
                recall: number;
                /** @description Harmonic mean of both */
                f1: number;
                /** @description Examples of the label */
                n: number;
              };
            };
          } | null;
        };
      } | null;
      /** @description Conversations corrected by people that it has learned from */
      nExamples: number;
    };
    /** @description History that is categorised again */
    CategoryReplay: {
      /** @description Name and version of the classifiers */
      modelVersion: string;
      /** @description Version of the topics it was categorised by */
      taxonomyVersion: string;
      /** @description Conversations looked at so far */
      nLooked: number;
      /** @description Of these categorised again */
      nRedone: number;
      /** @description Conversations there were when it began */
      total: number;
      /**
       * Format: date-time
       * @description First message, or creation at the source (UTC)
       */
      startedAt: string;
      /**
       * Format: date-time
       * @description When it changed last (UTC)
       */
      updatedAt: string;
      /** @description Last message (UTC) */
      endedAt: string | null;
      /** @description At the pace so far; null before there is one, 0 when done */
      secondsLeft: number | null;
    };
    /** @description Body of changeAccount: gives a person other roles, or takes the account out of use: every replica knows in 10 s */
    ChangeAccountRequest: {
      /** @description At most what the caller may do */
      roles?: ('viewer' | 'analyst' | 'operator' | 'steward' | 'admin')[];
      /** @description True ends what the person has open */
      isDisabled?: boolean;
    };
    /** @description Body of changeOwnPassword: another password for oneself; ends every other session */
    ChangeOwnPasswordRequest: {
      /** @description The present password */
      password: string;
      /** @description 12 characters at least */
      newPassword: string;
    };
    /** @description In what they differ */
    CompareDetectorVersionsAnswer: {
      /** @description One version */
      a: number;
      /** @description The other one */
      b: number;
      /** @description Both were trained from the same bytes */
      isSameData: boolean;
      /** @description In what they differ */
      differences: {
        /** @description Setting or figure */
        what: string;
        /** @description Of the one */
        a: string;
        /** @description Of the other */
        b: string;
      }[];
      /** @description Importance of columns that differ; null: not looked at */
      columns: {
        /** @description Name of the column */
        column: string;
        /** @description Of the one */
        a: number | null;
        /** @description Of the other */
        b: number | null;
      }[];
    };
    /** @description Two groups of conversations, metric by metric */
    Comparison: {
      /** @description Conversations of `a` */
      nA: number;
      /** @description Conversations of `b` */
      nB: number;
      /** @description Those that can be measured */
      metrics: {
        /** @description What is compared */
        metric: string;
        /**
         * @description By which test the p-value is
         * @enum {string}
         */
        test: 'two-proportion z' | 'Welch t' | 'Mann-Whitney U';
        /** @description Of `a` */
        a: {
          /** @description Conversations that it is measured on */
          n: number;
          /** @description Mean or share */
          value: number | null;
        };
        /** @description Of `b` */
        b: {
          /** @description Conversations that it is measured on */
          n: number;
          /** @description Mean or share */
          value: number | null;
        };
        /** @description `b` less `a`; null where a group has too few conversations to say */
        difference: number | null;
        /** @description Lower end of its 95 % interval */
        low: number | null;
        /** @description Upper end of it */
        high: number | null;
        /** @description Two-sided, of this metric alone */
        pValue: number | null;
        /** @description Corrected for all metrics that were looked at (Holm) */
        adjustedPValue: number | null;
        /** @description What holds however often somebody looks while data comes in (mSPRT); it is wider */
        alwaysValid: {
          /** @description Lower end of the interval */
          low: number;
          /** @description Upper end of it */
          high: number;
          /** @description Holds at any time */
          pValue: number;
        } | null;
        /** @description The corrected p-value is below 0.05 */
        isDifferent: boolean;
        /** @description Smallest difference that these numbers see with a power of 80 % */
        detectable: number | null;
      }[];
      /** @description Null where no share was given */
      sampleRatio: {
        /** @description As it was asked */
        expectedShareOfB: number;
        /** @description As it is */
        shareOfB: number;
        /** @description Of the chi-squared test */
        pValue: number;
        /** @description Below 0.001: the assignment or the counting is broken, nothing else here can be trusted */
        isMismatch: boolean;
      } | null;
      /** @description What must be known to read the figures right */
      notes: string[];
    };
    /** @description Which two groups of conversations to compare */
    ComparisonQuery: {
      /**
       * @description What tells the two groups apart, such as `model`
       * @enum {string}
       */
      dimension: 'topic' | 'intent' | 'sentiment' | 'outcome' | 'signal' | 'language' | 'model' | 'source';
      /** @description Value of the dimension that is compared with */
      a: string;
      /** @description Value of the dimension whose figures may be higher or lower */
      b: string;
      /** @description First day, inclusive (UTC) */
      from?: string & (unknown & unknown);
      /** @description Last day, inclusive (UTC) */
      to?: string & (unknown & unknown);
      /** @description Share of conversations that was to be given to `b`, where they were assigned by chance */
      shareOfB?: number;
    };
    /** @description Body of confirmSecondFactor: from now on signing in takes a code too; ends every other session */
    ConfirmSecondFactorRequest: {
      /** @description Six digits, as the app shows them */
      code: string;
    };
    /** @description What a feature added to a score */
    Contribution: {
      /** @description What was looked at */
      feature: string;
      /** @description The value */
      value: number | null;
      /** @description Share of the score, in score units; contributions sum to the score */
      contribution: number;
    };
    /** @description A conversation as lists show it: who, when, and what all stages found */
    Conversation: {
      /** @description Id of the conversation */
      conversationId: string;
      /** @description Name of the configured source it came from */
      source: string;
      /** @description Hash of the content: equal content, equal revision */
      revision: string;
      /** @description Grows with each change of the conversation; higher wins */
      sequence: number;
      /** @description Grows when a stage repeats its work on the same sequence; higher wins */
      pass: number;
      /**
       * Format: date-time
       * @description First message, or creation at the source (UTC)
       */
      startedAt: string;
      /**
       * Format: date-time
       * @description Last message (UTC)
       */
      endedAt: string;
      /** @description Who talks; null where the source does not say */
      userId: string | null;
      /** @description The AI model that answered */
      model: string | null;
      /** @description Messages */
      nMessages: number;
      /**
       * Format: date
       * @description UTC day, `YYYY-MM-DD`
       */
      date: string;
      /** @description Title; null where the source has none */
      title: string | null;
      /** @description Messages of the person */
      nUserMessages: number;
      /** @description Characters of all messages */
      nCharacters: number;
      /** @description From the first message to the last, in seconds */
      durationSeconds: number;
      /** @description ISO 639-1 code where there is one; `und` when undetermined */
      language: {
        /** @description Grows with each change; higher wins */
        sequence: number;
        /** @description Grows when a stage repeats its work on the same sequence; higher wins */
        pass: number;
        /** @description Short name */
        code: string;
        /** @description From 0 to 1, higher is surer */
        confidence: number;
        /** @description Why there is a translation, or none */
        translationStatus: string;
      } | null;
      /** @description What it is about and how it went; null until it was categorised */
      category: {
        /** @description Grows with each change; higher wins */
        sequence: number;
        /** @description Grows when a stage repeats its work on the same sequence; higher wins */
        pass: number;
        /** @description What it is about */
        topic: string;
        /** @description From 0 to 1, higher is surer */
        topicConfidence: number;
        /** @description What the person wants */
        intent: string;
        /** @description How it feels */
        sentiment: string;
        /** @description From -1, very negative, to 1, very positive */
        sentimentScore: number;
        /** @description From 0 to 1; 1 is a conversation without any known defect */
        quality: number;
        /** @description What is wrong with it */
        qualityIssues: string[];
        /** @description How it ended; absent in rows of an older version */
        outcome?: string;
        /** @description How sure that is, from 0 to 1 */
        outcomeConfidence?: number;
        /** @description What happened in it, by name */
        signals?: string[];
        /** @description Answers that reported a failure */
        nErrors: number;
        /** @description Mean time of the answers in seconds; null when unknown */
        meanLatencySeconds: number | null;
        /** @description Version of the topics it was categorised by */
        taxonomyVersion: string;
      } | null;
      /** @description How unusual it is; null until it was scored */
      anomaly: {
        /** @description Grows with each change; higher wins */
        sequence: number;
        /** @description Grows when a stage repeats its work on the same sequence; higher wins */
        pass: number;
        /** @description The score */
        score: number;
        /** @description Whether it is unusual */
        isAnomalous: boolean;
        /** @description What made the score most */
        topFeature: string | null;
      } | null;
      /** @description Beginning of what the person said first; in lists only */
      firstWords?: string | null;
      /**
       * Format: date-time
       * @description When it changed last (UTC)
       */
      updatedAt: string;
    };
    /** @description A conversation with its messages and all that was found about it */
    ConversationDetail: {
      /** @description Id of the conversation */
      conversationId: string;
      /** @description Name of the configured source it came from */
      source: string;
      /** @description Hash of the content: equal content, equal revision */
      revision: string;
      /** @description Grows with each change of the conversation; higher wins */
      sequence: number;
      /** @description Grows when a stage repeats its work on the same sequence; higher wins */
      pass: number;
      /**
       * Format: date-time
       * @description First message, or creation at the source (UTC)
       */
      startedAt: string;
      /**
       * Format: date-time
       * @description Last message (UTC)
       */
      endedAt: string;
      /** @description Who talks; null where the source does not say */
      userId: string | null;
      /** @description The AI model that answered */
      model: string | null;
      /** @description Messages */
      nMessages: number;
      /**
       * Format: date
       * @description UTC day, `YYYY-MM-DD`
       */
      date: string;
      /** @description Title; null where the source has none */
      title: string | null;
      /** @description Messages of the person */
      nUserMessages: number;
      /** @description Characters of all messages */
      nCharacters: number;
      /** @description From the first message to the last, in seconds */
      durationSeconds: number;
      /** @description ISO 639-1 code where there is one; `und` when undetermined */
      language: {
        /** @description Grows with each change; higher wins */
        sequence: number;
        /** @description Grows when a stage repeats its work on the same sequence; higher wins */
        pass: number;
        /** @description Short name */
        code: string;
        /** @description From 0 to 1, higher is surer */
        confidence: number;
        /** @description Why there is a translation, or none */
        translationStatus: string;
      } | null;
      /** @description What it is about and how it went; null until it was categorised */
      category: {
        /** @description Grows with each change; higher wins */
        sequence: number;
        /** @description Grows when a stage repeats its work on the same sequence; higher wins */
        pass: number;
        /** @description What it is about */
        topic: string;
        /** @description From 0 to 1, higher is surer */
        topicConfidence: number;
        /** @description What the person wants */
        intent: string;
        /** @description How it feels */
        sentiment: string;
        /** @description From -1, very negative, to 1, very positive */
        sentimentScore: number;
        /** @description From 0 to 1; 1 is a conversation without any known defect */
        quality: number;
        /** @description What is wrong with it */
        qualityIssues: string[];
        /** @description How it ended; absent in rows of an older version */
        outcome?: string;
        /** @description How sure that is, from 0 to 1 */
        outcomeConfidence?: number;
        /** @description What happened in it, by name */
        signals?: string[];
        /** @description Answers that reported a failure */
        nErrors: number;
        /** @description Mean time of the answers in seconds; null when unknown */
        meanLatencySeconds: number | null;
        /** @description Version of the topics it was categorised by */
        taxonomyVersion: string;
      } | null;
      /** @description How unusual it is; null until it was scored */
      anomaly: {
        /** @description Grows with each change; higher wins */
        sequence: number;
        /** @description Grows when a stage repeats its work on the same sequence; higher wins */
        pass: number;
        /** @description The score */
        score: number;
        /** @description Whether it is unusual */
        isAnomalous: boolean;
        /** @description What made the score most */
        topFeature: string | null;
      } | null;
      /** @description Beginning of what the person said first; in lists only */
      firstWords?: string | null;
      /**
       * Format: date-time
       * @description When it changed last (UTC)
       */
      updatedAt: string;
      /** @description Messages, in order */
      messages: {
        /** @description Position in the conversation, from 0 */
        index: number;
        /**
         * @description Who wrote it
         * @enum {string}
         */
        role: 'user' | 'assistant' | 'system' | 'tool';
        /** @description Text or figures, as they are */
        content: string;
        /** @description When it was sent (UTC); null where the source does not say */
        sentAt: string | null;
        /** @description ISO 639-1 code where there is one; `und` when undetermined */
        language?: string;
        /** @description From 0 to 1, higher is surer */
        languageConfidence?: number;
        /** @description Target language to text; empty where there is none */
        translations?: {
          [key: string]: string;
        };
      }[];
      /** @description How it was translated; null until it was looked at */
      translation: {
        /**
         * @description Where it stands
         * @enum {string}
         */
        status: 'translated' | 'same-language' | 'not-configured' | 'unsupported-language' | 'untranslated';
        /** @description Adapter and engine that translated; null where none did */
        translator: string | null;
        /** @description Language that everything is translated into */
        pivotLanguage: string;
      } | null;
      /** @description Topic, intent, sentiment and quality; null until it was categorised */
      categories: {
        /** @description What it is about */
        topic: {
          /** @description Name of the value */
          label: string;
          /** @description From 0 to 1, higher is surer */
          confidence: number;
          /** @description What else it may be, the likeliest first */
          alternatives: components['schemas']['Label'][];
          /** @description Words that speak for it */
          evidence: string[];
        };
        /** @description What the person wants */
        intent: components['schemas']['Label'];
        /** @description How it feels */
        sentiment: components['schemas']['Sentiment'];
        /** @description From 0 to 1; 1 is a conversation without any known defect */
        quality: {
          /** @description The score */
          score: number;
          /** @description What is wrong with it */
          issues: string[];
        };
        /** @description How it ended, and what shows it */
        outcome?: components['schemas']['Outcome'];
        /** @description What happened in it, and the messages that show it */
        signals?: components['schemas']['Signal'][];
        /** @description Name and version of the classifiers */
        modelVersion: string;
        /** @description How each message feels, and how long its answer took */
        messages: {
          /** @description Position in the conversation, from 0 */
          index: number;
          /**
           * @description Who wrote it
           * @enum {string}
           */
          role: 'user' | 'assistant' | 'system' | 'tool';
          /** @description How it feels */
          sentiment: number;
          /** @description Since the message before; null when unknown */
          latencySeconds: number | null;
          /** @description An assistant message that reports a failure instead of answering */
          isError: boolean;
        }[];
      } | null;
      /** @description The score */
      score: {
        /** @description From 0 to 1, higher is more unusual */
        anomalyScore: number;
        /** @description From this score on it is unusual */
        threshold: number;
        /** @description What made the score, the largest part first */
        contributions: components['schemas']['Contribution'][];
        /** @description Name and version of the detector */
        detector: string;
      } | null;
    };
    /** @description A page of a list: Conversation */
    ConversationPage: {
      /** @description The items of this page, in the order of the list */
      items: components['schemas']['Conversation'][];
      /** @description Leads to the next page; null on the last one */
      nextCursor: string | null;
    };
    /** @description Body of createAccount: makes an account for a person */
    CreateAccountRequest: {
      /** @description Under which the person signs in */
      name: string;
      /** @description At most what the caller may do */
      roles: ('viewer' | 'analyst' | 'operator' | 'steward' | 'admin')[];
      /** @description 12 characters at least; default: one is made */
      password?: string;
    };
    /** @description Body of createApiKey: makes an API key */
    CreateApiKeyRequest: {
      /** @description What it is for; one name means one key for good, revoked ones too */
      name: string;
      /** @description At most what the caller may do */
      roles: ('viewer' | 'analyst' | 'operator' | 'steward' | 'admin')[];
      /** @description Narrows it to some permissions of its roles; default: all of them */
      scopes?: (
        | 'read:analytics'
        | 'read:progress'
        | 'read:anomalies'
        | 'write:rules'
        | 'write:feedback'
        | 'run:detections'
        | 'read:reports'
        | 'write:reports'
        | 'read:conversations'
        | 'write:conversations'
        | 'read:users'
        | 'export:personal-data'
        | 'erase:personal-data'
        | 'read:processing'
        | 'operate:processing'
        | 'read:dead-letters'
        | 'write:dead-letters'
        | 'read:audit'
        | 'manage:keys'
        | 'manage:roles'
        | 'manage:users'
        | 'manage:settings'
        | 'manage:tenants'
      )[];
      /**
       * Format: date-time
       * @description From when on it is refused (UTC); default: never
       */
      expiresAt?: string;
    };
    /** @description An event that could not be processed, or that waits behind one */
    DeadLetter: {
      /** @description Id */
      id: string;
      /** @description What it is about */
      topic: string;
      /** @description Partition of the topic */
      partition: number;
      /** @description Place in the partition */
      offset: string;
      /** @description Key of the event, such as the conversation id */
      key: string | null;
      /** @description `behind`: it did nothing wrong, it waits behind an earlier event of its key */
      reason: string;
      /** @description Partition and offset of the event that it waits behind */
      behind: string | null;
      /** @description Kind of the error */
      errorClass: string | null;
      /** @description What was wrong, in words; null where there is none */
      error: string | null;
      /** @description Equal faults have equal digests */
      stackDigest: string | null;
      /** @description How often it was tried */
      attempts: number;
      /** @description When it failed first (UTC) */
      firstFailedAt: string;
      /** @description When it failed last (UTC) */
      lastFailedAt: string;
      /** @description Consumer group that could not process it */
      group: string;
      /** @description W3C trace context of the event */
      traceparent: string | null;
      /** @description Size in bytes */
      sizeBytes: number;
    };
    /** @description Accepted */
    DecideDiscoveredTopicAnswer: {
      /** @description Id of the feedback */
      feedbackId: string;
    };
    /** @description Body of decideDiscoveredTopic: takes a discovered topic into the taxonomy, or rejects it */
    DecideDiscoveredTopicRequest: {
      /**
       * @description What becomes of it
       * @enum {string}
       */
      decision: 'accept' | 'reject';
      /** @description Id of the new topic; needed to accept */
      label?: string;
    };
    /** @description A detector that is kept */
    Detector: {
      /** @description Name of the detector */
      name: string;
      /** @description The version that answers where none is named */
      live: number | null;
      /** @description The newest last */
      versions: components['schemas']['DetectorVersionSummary'][];
    };
    /** @description A training, or a scoring of a file */
    DetectorJob: {
      /** @description Of the job */
      jobId: string;
      /**
       * @description What kind it is
       * @enum {string}
       */
      kind: 'train' | 'score';
      /** @description Name of the detector */
      name: string;
      /**
       * @description Where it stands
       * @enum {string}
       */
      state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
      /** @description What is being done */
      phase: string;
      /** @description Part of the work that is done, in [0,1] */
      share: number;
      /** @description As far as it can be told */
      secondsLeft: number | null;
      /** @description Why it failed, for whoever asked */
      error: string | null;
      /** @description Of a training its version; of a scoring the number of rows, of those not read and of anomalies, and the highest scores */
      result: {
        [key: string]: unknown;
      } | null;
      /** @description Who asked for it */
      requestedBy: string;
      /**
       * Format: date-time
       * @description When (UTC)
       */
      requestedAt: string;
      /** @description When it ended (UTC); null while it is open */
      endedAt: string | null;
    };
    /** @description A page of a list: DetectorJob */
    DetectorJobPage: {
      /** @description The items of this page, in the order of the list */
      items: components['schemas']['DetectorJob'][];
      /** @description Leads to the next page; null on the last one */
      nextCursor: string | null;
    };
    /** @description A version of a detector */
    DetectorVersion: {
      /** @description 1, 2, 3 … */
      version: number;
      /**
       * @description `live`: it answers where no version is named
       * @enum {string}
       */
      stage: 'live' | 'candidate' | 'archived';
      /** @description The detector that it came to */
      detector: string;
      /**
       * Format: date-time
       * @description When (UTC)
       */
      trainedAt: string;
      /** @description Who asked for it */
      trainedBy: string;
      /** @description Rows that it has learnt from */
      nRows: number;
      /** @description The job that made it */
      jobId: string;
      /** @description Its parameters */
      params: {
        [key: string]: unknown;
      };
      /** @description A higher score is an anomaly */
      threshold: number;
      /** @description How it was trained */
      training: {
        /**
         * @description A detector of tables, `auto`, `ensemble`, or `tune`: the best of several by trial
         * @default auto
         */
        detector: string;
        /**
         * @description The detector's parameters
         * @default {}
         */
        params: {
          [key: string]: unknown;
        };
        /** @description Column with 1 for an anomaly: for measuring and for probabilities, never learnt from */
        labelColumn?: string;
        /**
         * @description Columns to leave out
         * @default []
         */
        exclude: string[];
        /**
         * @description How numbers are scaled
         * @default standard
         * @enum {string}
         */
        scale: 'standard' | 'robust' | 'none';
        /**
         * @description Missing values become the median; `indicator` also says where they were
         * @default median
         * @enum {string}
         */
        missing: 'median' | 'indicator';
        /**
         * @description Start of every random choice
         * @default 0
         */
        seed: number;
        /** @description Fits that `tune` may make */
        maxTrials?: number;
        /** @description Time that `tune` may take */
        maxSeconds?: number;
        /**
         * @description When it was to become live by itself
         * @enum {string}
         */
        promote: 'first' | 'always' | 'never' | 'if-not-worse';
      };
      /** @description What it was trained from */
      data: components['schemas']['StoredTable'];
      /** @description The live version when it was trained */
      parent: number | null;
      /** @description Hash of the stored model */
      modelSha256: string;
      /** @description Its size */
      modelBytes: number;
      /** @description What became of each column, the most important first */
      columns: {
        /** @description Name of the column */
        name: string;
        /** @description What the column is taken for; `omit`: not looked at */
        role: string;
        /** @description Why: one of few fixed words */
        reason: string;
        /** @description Share of the scores that comes from it, in [0,1] */
        importance: number;
      }[];
      /** @description Figures on rows held back; null where there were too few */
      heldBack: {
        [key: string]: number | null;
      } | null;
      /** @description What was tried, and why the winner won; null where nothing was */
      tuning: {
        [key: string]: unknown;
      } | null;
      /** @description What there was to say about the table */
      notes: string[];
      /** @description Time that training took */
      seconds: number;
    };
    /** @description A version of a detector, in short */
    DetectorVersionSummary: {
      /** @description 1, 2, 3 … */
      version: number;
      /**
       * @description `live`: it answers where no version is named
       * @enum {string}
       */
      stage: 'live' | 'candidate' | 'archived';
      /** @description The detector that it came to */
      detector: string;
      /**
       * Format: date-time
       * @description When (UTC)
       */
      trainedAt: string;
      /** @description Who asked for it */
      trainedBy: string;
      /** @description Rows that it has learnt from */
      nRows: number;
    };
    /** @description What the last look found */
    DiscoveredTopics: {
      /**
       * Format: date-time
       * @description When it was looked
       */
      ranAt: string;
      /** @description Conversations looked at: the newest that no topic covers */
      nConversations: number;
      /** @description Beginning of the oldest of them */
      from: string | null;
      /** @description Topics of fewer people are not shown */
      minPeople: number;
      /** @description Conversations in topics of too few people */
      nHidden: number;
      /** @description What became of topics, newest first */
      events: {
        /**
         * Format: date-time
         * @description When (UTC)
         */
        at: string;
        /**
         * @description What kind it is
         * @enum {string}
         */
        kind: 'born' | 'split' | 'merged' | 'gone';
        /** @description Id */
        id: string;
        /** @description Where it was split from, or what it was merged into */
        other: string | null;
      }[];
      /** @description Conversations by topic, most first */
      topics: {
        /** @description Stays while the topic keeps its core */
        id: string;
        /** @description Terms that tell it from other topics */
        name: string;
        /** @description Each used by as many people as a topic needs */
        terms: string[];
        /** @description The conversation nearest to its middle */
        typicalConversationId: string;
        /** @description Conversations */
        nConversations: number;
        /** @description Different people, where it is known who talks */
        nPeople: number;
        /** @description Whether it grows or fades */
        trend: {
          /**
           * @description `steady`: no change that chance would not explain
           * @enum {string}
           */
          kind: 'emerging' | 'fading' | 'steady';
          /** @description Conversations of the last seven days that there are */
          recent: number;
          /** @description Conversations of the days before */
          before: number;
          /** @description Probability of a change as large by chance, for all topics looked at; null without days before */
          pValue: number | null;
        };
        /**
         * Format: date-time
         * @description When it was found first
         */
        foundAt: string;
        /** @description What its typical conversation begins with; null where that is gone */
        typicalText: string | null;
        /**
         * @description Where it stands
         * @enum {string}
         */
        status: 'proposed' | 'accepted' | 'rejected';
        /** @description Its topic in the taxonomy, where it was accepted */
        label: string | null;
      }[];
    };
    /** @description How many were dropped */
    DropDeadLettersAnswer: {
      /** @description How many were given up */
      nDropped: number;
    };
    /** @description Body of dropDeadLetters: gives dead letters up; what waits behind them goes on */
    DropDeadLettersRequest: {
      /**
       * @description What it is about
       * @enum {string}
       */
      topic:
        | 'conversations.submitted.v1'
        | 'conversations.ingested.v1'
        | 'conversations.deleted.v1'
        | 'conversations.translated.v1'
        | 'conversations.categorised.v1'
        | 'conversations.scored.v1'
        | 'anomalies.detected.v1'
        | 'incidents.changed.v1'
        | 'rules.changed.v1'
        | 'detectors.requested.v1'
        | 'reports.requested.v1'
        | 'reports.completed.v1'
        | 'report-plans.changed.v1'
        | 'reports.dispatched.v1'
        | 'feedback.given.v1'
        | 'syncs.requested.v1';
      /** @description Which ones */
      ids: string[];
      /** @description Why, in the words of the person */
      because: string;
    };
    /** @description The erasure */
    Erasure: {
      /** @description Id of the request: what comes of it can be looked up by it */
      requestId: string;
      /**
       * @description held: a legal hold covers something of the person, it goes on when that is released; expired: the file of an export was removed after PRIVACY_KEEP_EXPORTS
       * @enum {string}
       */
      status: 'requested' | 'running' | 'held' | 'done' | 'expired';
      /** @description Places that still hold something of the person */
      waitsFor: string[];
      /** @description Principal that asked */
      requestedBy: string;
      /** @description Why, in the words of the person */
      because: string | null;
      /**
       * Format: date-time
       * @description When it was asked for: what the person said before it never comes back
       */
      requestedAt: string;
      /** @description Null: not yet */
      completedAt: string | null;
      /** @description Erased or exported so far */
      nConversations: number;
      /** @description XOR of the SHA-256 of each conversation’s id and revision */
      digest: string;
      /** @description Ids of the legal holds that it waits for */
      heldBy: string[];
      /** @description What was removed, by place */
      places: {
        [key: string]: number;
      };
      /** @description When it is done: what was erased and what remains until when, signed with Ed25519 */
      proof: {
        [key: string]: unknown;
      } | null;
    };
    /** @description The feedback was accepted, and is on its topic */
    FeedbackAccepted: {
      /** @description Id of the feedback */
      feedbackId: string;
    };
    /** @description How many findings were right, of those that people judged */
    FindingPrecision: {
      /** @description Findings that somebody judged */
      nJudged: number;
      /** @description Of them those that were right */
      nConfirmed: number;
      /** @description Part of them that was right; null where none was judged */
      precision: number | null;
      /** @description By month in which they were judged, oldest first */
      months: {
        /** @description `YYYY-MM` (UTC) */
        month: string;
        /** @description Findings that somebody judged */
        nJudged: number;
        /** @description Of them those that were right */
        nConfirmed: number;
        /** @description Part of them that was right; null where none was judged */
        precision: number | null;
      }[];
      /** @description By kind of finding, those judged most first */
      kinds: {
        /** @description Such as `latency/up` */
        kind: string;
        /** @description Findings that somebody judged */
        nJudged: number;
        /** @description Of them those that were right */
        nConfirmed: number;
        /** @description Part of them that was right; null where none was judged */
        precision: number | null;
      }[];
    };
    /** @description A figure, how it went, and what is to be expected of it */
    Forecast: {
      /** @description The figure */
      metric: string;
      /** @description What conversations were told apart by */
      dimension: string;
      /** @description Value of the dimension; null of `all` */
      label: string | null;
      /** @description Length of a window */
      granularity: string;
      /** @description What it rests on, oldest first */
      history: {
        /** @description The window, such as `2026-03-12` or `2026-03-12T14` (UTC) */
        at: string;
        /** @description Null where there was nothing to measure */
        value: number | null;
      }[];
      /** @description What is to come, in order */
      points: {
        /** @description The window, such as `2026-03-12` or `2026-03-12T14` (UTC) */
        at: string;
        /** @description What is expected: as likely too low as too high */
        value: number;
        /** @description Begin of the interval that holds it with 80 % */
        low80: number;
        /** @description Its end */
        high80: number;
        /** @description Begin of the interval that holds it with 95 % */
        low95: number;
        /** @description Its end */
        high95: number;
      }[];
      /** @description The way to forecast that was least off on values that it had not seen */
      method: string;
      /** @description Windows in its season; 1 for none */
      period: number;
      /** @description What was forecast: the values (1), their roots (0.5) or logarithms (0) */
      power: number;
      /** @description All that were tried, best first */
      methods: {
        /** @description Name of the method */
        method: string;
        /** @description Windows in its season; 1 for none */
        period: number;
        /** @description What it was off, as a part of what the last value going on was off */
        relativeError: number;
      }[];
      /** @description How often intervals held on this series; null where it is too short to measure */
      coverage: {
        /** @description Values of the past held against their forecasts */
        nForecasts: number;
        /** @description Share in the 80 % interval */
        of80: number;
        /** @description Share in the 95 % interval */
        of95: number;
      } | null;
      /** @description Windows without a value, filled in from their neighbours */
      nFilled: number;
      /** @description How it went since the last change of level */
      trend: {
        /**
         * @description `wandering`: each value starts from the one before, so that trends cannot be told from chance
         * @enum {string}
         */
        direction: 'rising' | 'falling' | 'none' | 'wandering';
        /** @description Change a window */
        slope: number | null;
        /** @description Begin of its 95 % interval */
        slopeLow: number | null;
        /** @description Its end */
        slopeHigh: number | null;
        /** @description The window, such as `2026-03-12` or `2026-03-12T14` (UTC) */
        since: string;
      };
      /** @description Where its level changed for good */
      changes: {
        /** @description The window, such as `2026-03-12` or `2026-03-12T14` (UTC) */
        at: string;
        /** @description Level before */
        from: number;
        /** @description Level from there on */
        to: number;
      }[];
      /** @description All of it in words */
      sentences: string[];
    };
    /** @description AsyncAPI 3.0 */
    GetAsyncApiAnswer: {
      [key: string]: unknown;
    };
    /** @description Model and replay */
    GetCategorisationAnswer: {
      /** @description Null before the service has started for the first time */
      model: components['schemas']['CategoryModel'] | null;
      /** @description Null before the first */
      replay: components['schemas']['CategoryReplay'] | null;
    };
    /** @description The detector */
    GetDetectorAnswer: {
      /** @description Name of the detector */
      name: string;
      /** @description The version that answers where none is named */
      live: number | null;
      /** @description What became live when, the newest last */
      promotions: {
        /** @description Which version */
        version: number;
        /**
         * Format: date-time
         * @description When (UTC)
         */
        at: string;
        /** @description Who did it */
        by: string;
      }[];
      /** @description The newest last */
      versions: components['schemas']['DetectorVersion'][];
    };
    /** @description The ledger, and how far the proof is that in = out */
    GetLedgerAnswer: {
      /** @description How far the proof is that what went in came out */
      proof: {
        /** @description The last one; null where there was none */
        last: {
          /**
           * Format: date-time
           * @description First message, or creation at the source (UTC)
           */
          startedAt: string;
          /**
           * Format: date-time
           * @description Last message (UTC)
           */
          endedAt: string;
          /** @description Whether nothing differs */
          isBalanced: boolean;
          /** @description At the source */
          nConversations: number;
          /** @description Conversations that differ, summed over stages and days */
          nDiffering: number;
          /** @description Conversations that changed while they were compared */
          nMoved: number;
          /** @description How many stages there are */
          nStages: number;
          /** @description What could not be compared */
          notCompared: {
            /**
             * @description Stage of the flow
             * @enum {string}
             */
            stage:
              | 'source'
              | 'topic'
              | 'mongodb'
              | 'translated'
              | 'categorised'
              | 'scored'
              | 'lake'
              | 'report'
              | 'totals';
            /** @description How many */
            n: number;
          }[];
          /** @description Sources of which only what was taken in could be compared */
          unread: {
            /** @description Name of the configured source */
            source: string;
            /** @description Why, in the words of the person */
            because: string;
          }[];
        } | null;
        /** @description What is being done now; null where nothing is */
        running: {
          /**
           * Format: date-time
           * @description First message, or creation at the source (UTC)
           */
          startedAt: string;
          /**
           * Format: date-time
           * @description When it changed last (UTC)
           */
          updatedAt: string;
          /**
           * @description Stage of the flow
           * @enum {string}
           */
          stage:
            | 'source'
            | 'topic'
            | 'mongodb'
            | 'translated'
            | 'categorised'
            | 'scored'
            | 'lake'
            | 'report'
            | 'totals';
          /** @description How many are done */
          nDone: number;
          /** @description How many stages there are */
          nStages: number;
        } | null;
        /** @description Why it could not be done last; null where it could */
        failure: {
          /**
           * Format: date-time
           * @description When (UTC)
           */
          at: string;
          /** @description Why, in the words of the person */
          because: string;
        } | null;
      };
      /** @description The items of this page, in the order of the list */
      items: components['schemas']['LedgerEntry'][];
    };
    /** @description OpenAPI 3.1 */
    GetOpenApiAnswer: {
      [key: string]: unknown;
    };
    /** @description The state */
    GetProcessingStateAnswer: {
      /** @description Sources, and where each stands */
      sources: {
        /** @description Name of the configured source */
        source: string;
        /** @description Where it stands */
        state: {
          [key: string]: unknown;
        };
        /**
         * Format: date-time
         * @description When it changed last (UTC)
         */
        updatedAt: string;
      }[];
      /** @description Processing errors by status */
      errors: {
        [key: string]: number;
      };
    };
    /** @description The report */
    GetReportAnswer: {
      /** @description `<period>-<first day>` */
      reportId: string;
      /**
       * @description How long a time it covers
       * @enum {string}
       */
      period: 'daily' | 'weekly' | 'monthly';
      /** @description Template that says what is in it; null: all there is */
      template?: string | null;
      /** @description Of one by a template */
      title?: string;
      /**
       * Format: date
       * @description First day, inclusive (UTC)
       */
      from: string;
      /**
       * Format: date
       * @description Last day, inclusive (UTC)
       */
      to: string;
      /** @description Hash of the content: equal content, equal revision */
      revision: string;
      /** @description Files of the report */
      artefacts: {
        /**
         * @description How it is written
         * @enum {string}
         */
        format: 'json' | 'html';
        /** @description Where it lies in object storage */
        objectKey: string;
        /** @description Size in bytes */
        sizeBytes: number;
      }[];
      /**
       * Format: date-time
       * @description When it was made (UTC)
       */
      createdAt: string;
      /** @description Text or figures, as they are */
      content: {
        [key: string]: unknown;
      };
    };
    /** @description The schedule */
    GetReportScheduleAnswer: {
      /** @description Name, of small letters, digits and hyphens */
      name: string;
      /** @description 1, 2, 3 …: one more with each change; null of the gallery */
      version: number | null;
      /** @description Who saved it; null of the gallery */
      savedBy: string | null;
      /** @description When (UTC); null of the gallery */
      savedAt: string | null;
      /** @description What it says */
      schedule: components['schemas']['ReportScheduleSettings'];
      /** @description It waits to be resumed */
      isPaused: boolean;
      /** @description Next time (UTC); null of a paused one */
      nextDueAt: string | null;
      /** @description Missed times that were too many to be made up for */
      nSkipped: number;
      /** @description The newest run; null where there was none */
      lastRun: components['schemas']['ReportJob'] | null;
      /** @description As it was written, to be changed and saved again */
      yaml: string;
      /** @description The next times (UTC), also of a paused one */
      nextTimes: string[];
      /** @description Every version, the newest last */
      history: components['schemas']['ReportPlanVersion'][];
    };
    /** @description The template */
    GetReportTemplateAnswer: {
      /** @description Name, of small letters, digits and hyphens */
      name: string;
      /** @description Everybody has it: to be copied, not to be changed */
      isGallery: boolean;
      /** @description 1, 2, 3 …: one more with each change; null of the gallery */
      version: number | null;
      /** @description Who saved it; null of the gallery */
      savedBy: string | null;
      /** @description When (UTC); null of the gallery */
      savedAt: string | null;
      /** @description What it says */
      template: components['schemas']['ReportTemplateSettings'];
      /** @description As it was written, to be changed and saved again */
      yaml: string;
      /** @description Every version, the newest last */
      history: components['schemas']['ReportPlanVersion'][];
    };
    /** @description The rule */
    GetRuleAnswer: {
      /** @description 1, 2, 3 …: one more with each change */
      version: number;
      /** @description The rule; null where it was removed, or where none is meant */
      rule: components['schemas']['Rule'] | null;
      /** @description Who saved it */
      savedBy: string;
      /**
       * Format: date-time
       * @description When (UTC)
       */
      savedAt: string;
      /** @description Name of the rule */
      name: string;
      /**
       * Format: date-time
       * @description It speaks for hours from here on
       */
      since: string;
      /** @description The rule as text, to be changed and saved again; null of a removed one */
      yaml: string | null;
      /** @description Every version, the newest last */
      history: components['schemas']['RuleVersion'][];
    };
    /** @description Body of giveFeedback: corrects a category of a conversation, or a finding */
    GiveFeedbackRequest: {
      /**
       * @description What is corrected
       * @enum {string}
       */
      subject: 'category' | 'anomaly';
      /** @description Conversation id or anomaly id */
      subjectId: string;
      /**
       * @description Which value of it
       * @enum {string}
       */
      field: 'topic' | 'intent' | 'sentiment' | 'isAnomalous';
      /** @description What it should be */
      value: string;
    };
    /** @description Findings that are one incident, with its causes and its story */
    Incident: {
      /** @description Id of the incident */
      incidentId: string;
      /**
       * @description What happened to it last
       * @enum {string}
       */
      change: 'begun' | 'grown' | 'explained' | 'over' | 'withdrawn';
      /** @description Grows with each change of the incident; higher wins */
      pass: number;
      /**
       * @description How serious it is
       * @enum {string}
       */
      severity: 'info' | 'warning' | 'critical';
      /**
       * Format: date-time
       * @description First hour that was not as it should be
       */
      startedAt: string;
      /**
       * Format: date-time
       * @description End of the last such hour; of one that goes on, the newest known
       */
      endedAt: string;
      /** @description Hours after its end are known and as usual */
      isOver: boolean;
      /** @description What says it best, such as `volume`, `share`, `error-rate`, `latency` */
      metric: string;
      /** @description Which conversations */
      slice: {
        /**
         * @description What conversations are told apart by
         * @enum {string}
         */
        dimension: 'all' | 'source' | 'model' | 'topic' | 'language' | 'user';
        /** @description Value of the dimension; empty for all conversations */
        label: string;
      };
      /** @description What there is */
      observed: number;
      /** @description What would be usual */
      expected: number;
      /** @description How sure, from 0 to 1; 0.5 is just sure enough */
      score: number;
      /** @description What happened, in a few words */
      title: string;
      /** @description What happened and why, in two sentences */
      story: string;
      /** @description Slices that explain the change, the largest part first; empty where all are alike */
      causes: {
        /**
         * @description What conversations are told apart by
         * @enum {string}
         */
        dimension: 'all' | 'source' | 'model' | 'topic' | 'language' | 'user';
        /** @description Value of the dimension; empty for all conversations */
        label: string;
        /** @description Conversations */
        observed: number;
        /** @description What would be usual */
        expected: number;
        /** @description Of the whole change, the part that this slice explains */
        share: number;
      }[];
      /** @description Series that moved together, the surest first */
      findings: {
        /** @description What was measured, such as `volume`, `sentiment`, `error-rate` */
        metric: string;
        /** @description Which conversations */
        slice: {
          /**
           * @description What conversations are told apart by
           * @enum {string}
           */
          dimension: 'all' | 'source' | 'model' | 'topic' | 'language' | 'user';
          /** @description Value of the dimension; empty for all conversations */
          label: string;
        };
        /**
         * Format: date-time
         * @description First message, or creation at the source (UTC)
         */
        startedAt: string;
        /**
         * Format: date-time
         * @description Last message (UTC)
         */
        endedAt: string;
        /** @description What there is */
        observed: number;
        /** @description What would be usual */
        expected: number;
      }[];
      /** @description The rule that found it; absent where nobody asked for it */
      rule?: {
        /** @description Name of the rule */
        name: string;
        /** @description Version that held */
        version: number;
        /** @description Who looks after it */
        owner: string | null;
        /** @description Where it says what to do */
        runbook: string | null;
      };
      /** @description Conversations it is about */
      nConversations: number;
      /** @description Conversations to look at */
      exampleConversationIds: string[];
      /** @description Name and version of the detector */
      detector: string;
      /** @description Hash of all of it but pass and change */
      revision: string;
      /**
       * Format: date-time
       * @description When it was detected (UTC)
       */
      detectedAt: string;
      /** @description What people said of it last; null where nobody did */
      verdict: components['schemas']['Verdict'] | null;
    };
    /** @description A page of a list: Incident */
    IncidentPage: {
      /** @description The items of this page, in the order of the list */
      items: components['schemas']['Incident'][];
      /** @description Leads to the next page; null on the last one */
      nextCursor: string | null;
    };
    /** @description Body of judgeFinding: says that a finding or an incident is right, is none, or is one that nobody needs to know */
    JudgeFindingRequest: {
      /** @description Id of the finding or incident */
      subjectId: string;
      /**
       * @description It is right; it is none; nobody needs to know
       * @enum {string}
       */
      verdict: 'confirmed' | 'rejected' | 'false-alarm';
      /** @description Why, in your words */
      reason?: string;
    };
    /** @description A label, and how sure it is */
    Label: {
      /** @description Name of the value */
      label: string;
      /** @description From 0 to 1, higher is surer */
      confidence: number;
    };
    /** @description What one stage held for one source and day when it was last reconciled */
    LedgerEntry: {
      /** @description Name of the configured source */
      source: string;
      /**
       * Format: date
       * @description UTC day, `YYYY-MM-DD`
       */
      date: string;
      /**
       * @description Stage of the flow
       * @enum {string}
       */
      stage:
        | 'source'
        | 'topic'
        | 'mongodb'
        | 'translated'
        | 'categorised'
        | 'scored'
        | 'lake'
        | 'report'
        | 'totals';
      /** @description How many */
      count: number;
      /** @description Equal content, equal hash */
      hash: string;
      /** @description Not at this stage, or at another revision */
      nMissing: number;
      /** @description Twice there, of another day, or not known to the source */
      nExtra: number;
      /** @description Older than the topic's retention: not expected there */
      nNotCompared: number;
      /**
       * Format: date-time
       * @description When it was counted (UTC)
       */
      countedAt: string;
    };
    /** @description The hold; one that was released before is as it was */
    LegalHold: {
      /** @description Id of the hold */
      holdId: string;
      /** @description The case it is about */
      because: string;
      /** @description SHA-256 of tenant and user id; null: of everybody */
      personHash: string | null;
      /** @description Source whose conversations it keeps; null: all */
      source: string | null;
      /** @description First UTC day, inclusive; null: from the first there is */
      from: string | null;
      /** @description Last UTC day, inclusive; null: without end */
      to: string | null;
      /** @description Principal that placed it */
      placedBy: string;
      /**
       * Format: date-time
       * @description When it was placed (UTC)
       */
      placedAt: string;
      /** @description Principal that released it; null while it holds */
      releasedBy: string | null;
      /** @description Why it was released; null while it holds */
      releasedBecause: string | null;
      /** @description When it was released (UTC); null while it holds */
      releasedAt: string | null;
    };
    /** @description A page of a list: LegalHold */
    LegalHoldPage: {
      /** @description The items of this page, in the order of the list */
      items: components['schemas']['LegalHold'][];
      /** @description Leads to the next page; null on the last one */
      nextCursor: string | null;
    };
    /** @description Dead letters that are neither replayed nor dropped */
    ListDeadLettersAnswer: {
      /** @description The items of this page, in the order of the list */
      items: components['schemas']['DeadLetter'][];
    };
    /** @description All of them */
    ListDetectorsAnswer: {
      /** @description In order of their names */
      items: components['schemas']['Detector'][];
    };
    /** @description What was found */
    ListDiscoveredTopicsAnswer: {
      /** @description Null before the first look */
      found: components['schemas']['DiscoveredTopics'] | null;
    };
    /** @description All of them, made or not */
    ListReportArtefactsAnswer: {
      /** @description Hash of the content: equal content, equal revision */
      revision: string;
      /** @description The items of this page, in the order of the list */
      items: components['schemas']['ReportArtefact'][];
    };
    /** @description All of them */
    ListReportSchedulesAnswer: {
      /** @description In order of their names */
      items: components['schemas']['ReportSchedule'][];
    };
    /** @description All of them */
    ListReportTemplatesAnswer: {
      /** @description In order of their names */
      items: components['schemas']['ReportTemplate'][];
    };
    /** @description All of them */
    ListRulesAnswer: {
      /** @description In order of their names */
      items: components['schemas']['StoredRule'][];
    };
    /** @description The messages of a conversation, and how they were translated */
    MessageList: {
      /** @description Id of the conversation */
      conversationId: string;
      /** @description Language most of the user text is in; null until it was looked at */
      language: string | null;
      /** @description Every language found, most frequent first */
      languages: string[];
      /** @description Why there is a translation, or none */
      translationStatus:
        ('translated' | 'same-language' | 'not-configured' | 'unsupported-language' | 'untranslated') | null;
      /** @description Adapter and engine that translated; null where none did */
      translator: string | null;
      /** @description Messages, in order */
      messages: components['schemas']['ShownMessage'][];
    };
    /** @description ExportTraceServiceRequest of OTLP 1.x, as JSON */
    OtlpTraces: {
      /** @description Spans by resource and scope */
      resourceSpans?: {
        [key: string]: unknown;
      }[];
    } & {
      [key: string]: unknown;
    };
    /** @description ExportTraceServiceResponse of OTLP 1.x */
    OtlpTracesAccepted: {
      /** @description Empty: all of it was accepted */
      partialSuccess: {
        /** @description Spans that were refused: never any */
        rejectedSpans?: number;
        /** @description Why */
        errorMessage?: string;
      };
    };
    /** @description How a conversation ended for the one who came with a request, as far as it shows */
    Outcome: {
      /**
       * @description Name of the value
       * @enum {string}
       */
      label: 'resolved' | 'partly' | 'unresolved' | 'escalated' | 'abandoned' | 'refused' | 'unknown';
      /** @description Share of judged conversations with the same reason that a reader called so */
      confidence: number;
      /** @description What shows it, in words */
      because: string;
    };
    /** @description The export */
    PersonExport: {
      /** @description Id of the request: what comes of it can be looked up by it */
      requestId: string;
      /**
       * @description held: a legal hold covers something of the person, it goes on when that is released; expired: the file of an export was removed after PRIVACY_KEEP_EXPORTS
       * @enum {string}
       */
      status: 'requested' | 'running' | 'held' | 'done' | 'expired';
      /** @description Places that still hold something of the person */
      waitsFor: string[];
      /** @description Principal that asked */
      requestedBy: string;
      /** @description Why, in the words of the person */
      because: string | null;
      /**
       * Format: date-time
       * @description When it was asked for: what the person said before it never comes back
       */
      requestedAt: string;
      /** @description Null: not yet */
      completedAt: string | null;
      /** @description Erased or exported so far */
      nConversations: number;
      /** @description XOR of the SHA-256 of each conversation’s id and revision */
      digest: string;
    };
    /** @description Body of placeLegalHold: keeps what fits from being removed, by policies and erasures alike */
    PlaceLegalHoldRequest: {
      /** @description The case it is about, for the audit log */
      because: string;
      /**
       * @description Whose conversations; default: everybody’s
       * @default null
       */
      userId?: string | null;
      /**
       * @description Of which source; default: of all
       * @default null
       */
      source?: string | null;
      /**
       * @description First UTC day, inclusive; default: from the first
       * @default null
       */
      from?: (string & (unknown & unknown)) | null;
      /**
       * @description Last UTC day, inclusive; default: without end
       * @default null
       */
      to?: (string & (unknown & unknown)) | null;
    };
    /** @description A row that could not be understood or fetched */
    ProcessingError: {
      /** @description Name of the configured source */
      source: string;
      /** @description Row at the source */
      sourceRowId: string;
      /** @description Id of the conversation */
      conversationId: string | null;
      /** @description Name of the field; null where it is about all of it */
      field: string | null;
      /** @description Why, as one of few words */
      reason: string;
      /** @description Why, as a sentence */
      message: string;
      /** @description Of a file: its name */
      file?: string | null;
      /** @description Line of the file, from 1 on; null where it has none */
      line?: number | null;
      /** @description Record of the file, from 1 on */
      record?: number | null;
      /** @description Column that it is about */
      column?: string | null;
      /** @description What stands there, shortened */
      sample?: string | null;
      /**
       * @description Where it stands
       * @enum {string}
       */
      status: 'retrying' | 'parked' | 'resolved';
      /** @description How often it was tried */
      attempts: number;
      /**
       * Format: date-time
       * @description When it was seen first (UTC)
       */
      firstSeenAt: string;
      /**
       * Format: date-time
       * @description When it was seen last (UTC)
       */
      lastSeenAt: string;
      /** @description When it is tried again (UTC); null: not by itself */
      nextRetryAt: string | null;
    };
    /** @description A page of a list: ProcessingError */
    ProcessingErrorPage: {
      /** @description The items of this page, in the order of the list */
      items: components['schemas']['ProcessingError'][];
      /** @description Leads to the next page; null on the last one */
      nextCursor: string | null;
    };
    /** @description How far each stage, consumer and source is */
    Progress: {
      /**
       * Format: date-time
       * @description When (UTC)
       */
      at: string;
      /** @description Conversations that have each stage behind them, as reporting has heard and measured, in the order of the flow */
      stages: {
        /** @description Stage of the flow */
        stage: string;
        /** @description Conversations */
        nConversations: number;
      }[];
      /** @description Events each consumer still has to process, and for how long it has not moved */
      consumers: {
        /** @description The slice it holds for; empty for all conversations */
        group: string;
        /** @description What it is about */
        topic: string;
        /** @description Events still to be processed */
        lag: number;
        /** @description For how long it has not moved */
        stalledSeconds: number;
      }[];
      /** @description Sources, and where each stands */
      sources: {
        /** @description Name of the configured source */
        source: string;
        /** @description Where it stands */
        state: {
          /** @description The newest run */
          run?: components['schemas']['SourceRun'] | null;
          /** @description Runs before that did something */
          history?: components['schemas']['SourceRun'][];
          /** @description Rows that are kept until what they need is there */
          nPending?: number;
          /** @description Series that moved together, the surest first */
          findings?: ({
            /** @description Why: one of few fixed words */
            reason: string;
            /** @description What is wrong, and how to mend it */
            message: string;
            /** @description Of a file: its name */
            file?: string | null;
            /** @description Line of the file, from 1 on */
            line?: number | null;
            /** @description Column that it is about */
            column?: string | null;
            /** @description What stands there, shortened */
            sample?: string | null;
            /** @description How many */
            count: number;
          } & {
            [key: string]: unknown;
          })[];
          /** @description `nextCursor` of the page before; without it the first page */
          cursor?:
            | ({
                /** @description When all rows were read last, in ms since 1970 */
                lastFullScanAtMs?: number | null;
                /** @description When all stages were compared last, in ms since 1970 */
                lastReconciledAtMs?: number | null;
              } & {
                [key: string]: unknown;
              })
            | null;
        } & {
          [key: string]: unknown;
        };
      }[];
    };
    /** @description Body of proposeSecondFactor: a secret for an authenticator app; it holds once a code of it was sent */
    ProposeSecondFactorRequest: {
      /** @description The present password */
      password: string;
    };
    /** @description What a detector says of a record */
    RecordScore: {
      /** @description Higher = more anomalous; comparable within one version */
      score: number;
      /** @description Share of the training rows that score no higher */
      rank: number;
      /** @description Of being an anomaly: by the labels trained with, else under the expected share of anomalies (`contamination`) */
      probability: number;
      /** @description The score exceeds the threshold */
      isAnomaly: boolean;
      /** @description From this score on it is unusual */
      threshold: number;
      /** @description Columns that an ordinary value stood for: they lack, or cannot be read */
      missing: string[];
      /** @description What moved the score, the largest first; only with `explain` */
      contributions?: {
        /** @description Name of the column */
        column: string;
        /** @description Positive: towards anomalous */
        contribution: number;
      }[];
    };
    /** @description Body of releaseLegalHold: releases a hold: erasures that waited for it go on, and the next run of retention removes what it kept */
    ReleaseLegalHoldRequest: {
      /** @description For the audit log */
      because: string;
    };
    /** @description Body of removeSecondFactor: signing in takes the password alone again */
    RemoveSecondFactorRequest: {
      /** @description The present password */
      password: string;
    };
    /** @description How many were replayed */
    ReplayDeadLettersAnswer: {
      /** @description How many were sent through again */
      nReplayed: number;
      /** @description Follow by themselves, in order */
      nWaiting: number;
    };
    /** @description Body of replayDeadLetters: sends dead letters through again, with the same event id; what waits behind them follows in order */
    ReplayDeadLettersRequest: {
      /**
       * @description What it is about
       * @enum {string}
       */
      topic:
        | 'conversations.submitted.v1'
        | 'conversations.ingested.v1'
        | 'conversations.deleted.v1'
        | 'conversations.translated.v1'
        | 'conversations.categorised.v1'
        | 'conversations.scored.v1'
        | 'anomalies.detected.v1'
        | 'incidents.changed.v1'
        | 'rules.changed.v1'
        | 'detectors.requested.v1'
        | 'reports.requested.v1'
        | 'reports.completed.v1'
        | 'report-plans.changed.v1'
        | 'reports.dispatched.v1'
        | 'feedback.given.v1'
        | 'syncs.requested.v1';
      /** @description Which ones */
      ids: string[] | 'all';
      /** @description New data, or values at paths of it; for one id */
      edit?:
        | {
            /** @description The event as JSON */
            data: unknown;
          }
        | {
            /** @description Values to put at paths of it */
            set: {
              /** @description Path of the value, such as `messages[0].content` */
              path: string;
              /** @description The value */
              value: unknown;
            }[];
          };
      /** @description Why, in the words of the person */
      because?: string;
    };
    /** @description A finished report, without its figures */
    Report: {
      /** @description `<period>-<first day>` */
      reportId: string;
      /**
       * @description How long a time it covers
       * @enum {string}
       */
      period: 'daily' | 'weekly' | 'monthly';
      /** @description Template that says what is in it; null: all there is */
      template?: string | null;
      /** @description Of one by a template */
      title?: string;
      /**
       * Format: date
       * @description First day, inclusive (UTC)
       */
      from: string;
      /**
       * Format: date
       * @description Last day, inclusive (UTC)
       */
      to: string;
      /** @description Hash of the content: equal content, equal revision */
      revision: string;
      /** @description Files of the report */
      artefacts: {
        /**
         * @description How it is written
         * @enum {string}
         */
        format: 'json' | 'html';
        /** @description Where it lies in object storage */
        objectKey: string;
        /** @description Size in bytes */
        sizeBytes: number;
      }[];
      /**
       * Format: date-time
       * @description When it was made (UTC)
       */
      createdAt: string;
    };
    /** @description The report was asked for: another service makes it */
    ReportAccepted: {
      /** @description Id of the request: what comes of it can be looked up by it */
      requestId: string;
      /** @description Id that the report has, or will have: 404 until it is done */
      reportId: string;
    };
    /** @description A file that a report can be had as */
    ReportArtefact: {
      /** @description Last part of its address */
      name: string;
      /** @description Media type that it is served with */
      contentType: string;
      /** @description What it is called in a folder of downloads */
      fileName: string;
      /** @description What it is a table of; null where it is the whole report */
      section: string | null;
    };
    /** @description A report that was asked for or is due, and how far it is */
    ReportJob: {
      /** @description Id of the job: of a requested report its `requestId` */
      jobId: string;
      /** @description Name of its schedule; null of one that was asked for */
      schedule: string | null;
      /**
       * Format: date-time
       * @description When it was to be made (UTC)
       */
      dueAt: string;
      /** @description It was missed at its time */
      isMadeUp: boolean;
      /**
       * @description How long a time it is on
       * @enum {string}
       */
      period: 'daily' | 'weekly' | 'monthly';
      /**
       * Format: date
       * @description A day of that time (UTC)
       */
      date: string;
      /** @description What it is made by; null: all there is */
      template: string | null;
      /** @description Only these conversations */
      filters: {
        [key: string]: string[];
      };
      /** @description Null: that of the template */
      language: string | null;
      /** @description Files that are sent */
      formats: string[];
      /** @description Whom it is sent to */
      recipients: string[];
      /**
       * @description A waiting one with an error is tried again
       * @enum {string}
       */
      state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
      /** @description What is being done, or was last */
      phase: string;
      /** @description How much of it is done, 0 to 1 */
      share: number;
      /** @description What came of it */
      reportId: string | null;
      /** @description What went wrong last */
      error: string | null;
      /** @description How often it was begun */
      attempts: number;
      /** @description Who asked for it, or saved the schedule */
      requestedBy: string;
      /**
       * Format: date-time
       * @description When it was planned (UTC)
       */
      requestedAt: string;
      /** @description When it ended (UTC) */
      endedAt: string | null;
    };
    /** @description A page of a list: ReportJob */
    ReportJobPage: {
      /** @description The items of this page, in the order of the list */
      items: components['schemas']['ReportJob'][];
      /** @description Leads to the next page; null on the last one */
      nextCursor: string | null;
    };
    /** @description A page of a list: Report */
    ReportPage: {
      /** @description The items of this page, in the order of the list */
      items: components['schemas']['Report'][];
      /** @description Leads to the next page; null on the last one */
      nextCursor: string | null;
    };
    /** @description One state of a template or a schedule */
    ReportPlanVersion: {
      /** @description 1, 2, 3 … */
      version: number;
      /** @description As YAML; null where it was removed */
      definition: string | null;
      /** @description Who saved it */
      savedBy: string;
      /**
       * Format: date-time
       * @description When (UTC)
       */
      savedAt: string;
    };
    /** @description When which report is sent to whom */
    ReportSchedule: {
      /** @description Name, of small letters, digits and hyphens */
      name: string;
      /** @description 1, 2, 3 …: one more with each change; null of the gallery */
      version: number | null;
      /** @description Who saved it; null of the gallery */
      savedBy: string | null;
      /** @description When (UTC); null of the gallery */
      savedAt: string | null;
      /** @description What it says */
      schedule: components['schemas']['ReportScheduleSettings'];
      /** @description It waits to be resumed */
      isPaused: boolean;
      /** @description Next time (UTC); null of a paused one */
      nextDueAt: string | null;
      /** @description Missed times that were too many to be made up for */
      nSkipped: number;
      /** @description The newest run; null where there was none */
      lastRun: components['schemas']['ReportJob'] | null;
    };
    /** @description The schedule was taken: reporting keeps it */
    ReportScheduleAccepted: {
      /** @description Id of the request: what comes of it can be looked up by it */
      requestId: string;
      /** @description Name, of small letters, digits and hyphens */
      name: string;
      /** @description The next times (UTC) */
      nextTimes: string[];
    };
    /** @description A schedule as people write it */
    ReportScheduleSettings: {
      /** @description Name of the schedule; the same again is its next version */
      name: string;
      /** @description Name of a template, of one’s own or of the gallery */
      template: string;
      /** @description When, by the clock of the zone: minute, hour, day of the month, month, weekday */
      cron: string;
      /**
       * @description IANA time zone
       * @default UTC
       */
      zone: string;
      /** @description `webhook:<name>`: that endpoint alone; all else is handed on to who receives the event */
      recipients: string[];
      /**
       * @description Files of the report
       * @default [
       *       "report.pdf"
       *     ]
       */
      formats: (
        | 'report.json'
        | 'report.html'
        | 'report.pdf'
        | 'report.xlsx'
        | 'summary.csv'
        | 'summary.parquet'
        | 'summary.arrow'
        | 'totals.csv'
        | 'totals.parquet'
        | 'totals.arrow'
        | 'days.csv'
        | 'days.parquet'
        | 'days.arrow'
        | 'hours.csv'
        | 'hours.parquet'
        | 'hours.arrow'
        | 'incidents.csv'
        | 'incidents.parquet'
        | 'incidents.arrow'
        | 'topics.csv'
        | 'topics.parquet'
        | 'topics.arrow'
        | 'sentiments.csv'
        | 'sentiments.parquet'
        | 'sentiments.arrow'
        | 'issues.csv'
        | 'issues.parquet'
        | 'issues.arrow'
        | 'models.csv'
        | 'models.parquet'
        | 'models.arrow'
        | 'languages.csv'
        | 'languages.parquet'
        | 'languages.arrow'
        | 'intents.csv'
        | 'intents.parquet'
        | 'intents.arrow'
        | 'sources.csv'
        | 'sources.parquet'
        | 'sources.arrow'
        | 'groups.csv'
        | 'groups.parquet'
        | 'groups.arrow'
        | 'cost.csv'
        | 'cost.parquet'
        | 'cost.arrow'
        | 'unusual.csv'
        | 'unusual.parquet'
        | 'unusual.arrow'
        | 'users.csv'
        | 'users.parquet'
        | 'users.arrow'
        | 'notes.csv'
        | 'notes.parquet'
        | 'notes.arrow'
      )[];
      /**
       * @description Only conversations with one of the values, by field
       * @default {}
       */
      filters: {
        [key: string]: unknown;
      };
      /**
       * @description Of titles, labels, headlines and the form of figures and dates
       * @enum {string}
       */
      language?: 'en' | 'de' | 'es' | 'fr' | 'pt';
    };
    /** @description What a report is made of */
    ReportTemplate: {
      /** @description Name, of small letters, digits and hyphens */
      name: string;
      /** @description Everybody has it: to be copied, not to be changed */
      isGallery: boolean;
      /** @description 1, 2, 3 …: one more with each change; null of the gallery */
      version: number | null;
      /** @description Who saved it; null of the gallery */
      savedBy: string | null;
      /** @description When (UTC); null of the gallery */
      savedAt: string | null;
      /** @description What it says */
      template: components['schemas']['ReportTemplateSettings'];
    };
    /** @description A template as people write it */
    ReportTemplateSettings: {
      /** @description Name of the template; the same again is its next version */
      name: string;
      /** @description What stands above it; one text, or one a language */
      title:
        | string
        | {
            [key: string]: string;
          };
      /**
       * @description Whom it is for
       * @default
       */
      description: string;
      /**
       * @description How long a time it is on
       * @default weekly
       * @enum {string}
       */
      period: 'daily' | 'weekly' | 'monthly';
      /**
       * @description Of titles, labels, headlines and the form of figures and dates
       * @default en
       * @enum {string}
       */
      language: 'en' | 'de' | 'es' | 'fr' | 'pt';
      /** @description What it consists of, in this order */
      sections: (
        | 'summary'
        | 'totals'
        | 'days'
        | 'hours'
        | 'incidents'
        | 'topics'
        | 'sentiments'
        | 'issues'
        | 'models'
        | 'languages'
        | 'intents'
        | 'sources'
        | 'groups'
        | 'cost'
        | 'unusual'
        | 'users'
        | 'notes'
      )[];
      /**
       * @description Only conversations with one of the values, by field
       * @default {}
       */
      filters: {
        [key: string]: unknown;
      };
      /**
       * @description Filters that whoever asks for the report has to give, such as [user]
       * @default []
       */
      needs: ('topic' | 'intent' | 'sentiment' | 'language' | 'model' | 'source' | 'user')[];
      /**
       * @description What the section groups compares
       * @enum {string}
       */
      grouping?: 'topic' | 'intent' | 'sentiment' | 'language' | 'model' | 'source';
      /**
       * @description Name, colour and last line in place of the product’s
       * @default {}
       */
      branding: {
        /** @description Stands where the product’s name stands else */
        name?: string;
        /** @description Of marks and links, dark enough to be read on white (4.5 to 1) */
        colour?: string;
        /** @description Last line of each file */
        footer?: string;
      };
      /**
       * @description What is shown in place of ids of sections and of values such as topics
       * @default {}
       */
      labels: {
        [key: string]: {
          [key: string]: string;
        };
      };
      /** @description What the section cost is computed with */
      prices?: {
        /** @description ISO 4217 code */
        currency: string;
        /** @description What a model costs: for each conversation, message and 1,000 characters; what is given is added up */
        models: {
          [key: string]: {
            conversation?: number;
            /** @description What is wrong, and how to mend it */
            message?: number;
            thousandCharacters?: number;
          };
        };
      };
    };
    /** @description Body of requestPersonExport: collects what is kept of a person in a file */
    RequestPersonExportRequest: {
      /** @description As it stands on conversations */
      userId: string;
      /**
       * @description For the audit log
       * @default null
       */
      because?: string | null;
    };
    /** @description Body of requestReport: asks for a report; it appears in the list when it is done */
    RequestReportRequest: {
      /**
       * @description Default: that of the template; without one it is needed
       * @enum {string}
       */
      period?: 'daily' | 'weekly' | 'monthly';
      /** @description UTC day, `YYYY-MM-DD` */
      date: string & (unknown & unknown);
      /** @description What is in it; default: all there is */
      template?: string;
      /** @description Only conversations with one of the values, by field */
      filters?: {
        [key: string]: string | string[];
      };
      /**
       * @description Of titles, labels, headlines and the form of figures and dates
       * @enum {string}
       */
      language?: 'en' | 'de' | 'es' | 'fr' | 'pt';
    };
    /** @description Body of requestRetentionRun: counts what policies of retention would remove, or removes it */
    RequestRetentionRunRequest: {
      /**
       * @description A preview removes nothing
       * @enum {string}
       */
      kind: 'preview' | 'run';
      /**
       * @description Of a run: the digest of a preview. Exactly that is removed, or nothing
       * @default null
       */
      expect?: string | null;
      /**
       * @description For the audit log
       * @default null
       */
      because?: string | null;
    };
    /** @description Body of requestSync: asks for a source to be polled now */
    RequestSyncRequest: {
      /**
       * @description Name of the configured source
       * @default null
       */
      source?: string | null;
      /**
       * @description How much is read anew
       * @default incremental
       * @enum {string}
       */
      mode?: 'incremental' | 'full' | 'reconcile';
    };
    /** @description The preview or run */
    RetentionRun: {
      /** @description Id of the preview or run */
      runId: string;
      /**
       * @description A preview removes nothing
       * @enum {string}
       */
      kind: 'preview' | 'run';
      /**
       * @description Where it stands
       * @enum {string}
       */
      status: 'requested' | 'running' | 'done' | 'refused';
      /** @description Why it was refused, and what to do; null where it was not */
      problem: string | null;
      /** @description Principal that asked; `retention-policy`: nobody, it was due */
      requestedBy: string;
      /** @description Why, in the words of the person */
      because: string | null;
      /**
       * Format: date-time
       * @description When it was asked for (UTC)
       */
      requestedAt: string;
      /** @description When it ended (UTC); null: not yet */
      completedAt: string | null;
      /** @description Digest of the preview that a run keeps to; null: of none */
      expect: string | null;
      /** @description What policies say of each source; those that are kept for ever are left out */
      scopes: {
        /** @description Source */
        source: string;
        /** @description The first UTC day that stays */
        before: string;
        /** @description Conversations of it that go, or went */
        n: number;
      }[];
      /** @description Reports that end before this UTC day go; null: none */
      reportsBefore: string | null;
      /** @description Ids of the legal holds that were in force */
      holds: string[];
      /** @description Conversations that go, or went so far */
      nConversations: number;
      /** @description XOR of the SHA-256 of each conversation’s id and revision */
      digest: string;
      /** @description What goes, or went so far, by UTC day and place */
      counts: {
        [key: string]: {
          [key: string]: number;
        };
      };
    };
    /** @description A page of a list: RetentionRun */
    RetentionRunPage: {
      /** @description The items of this page, in the order of the list */
      items: components['schemas']['RetentionRun'][];
      /** @description Leads to the next page; null on the last one */
      nextCursor: string | null;
    };
    /** @description Body of rotateApiKey: gives a key a new secret; the one before holds for a while too */
    RotateApiKeyRequest: {
      /**
       * @description How long the secret before holds too
       * @default 24
       */
      overlapHours?: number;
    };
    /** @description A rule as people write it */
    Rule: {
      /** @description Name of the rule; the same again is its next version */
      name: string;
      /** @description What to call its incidents; default: the name */
      title?: string;
      /**
       * @description What is measured
       * @enum {string}
       */
      metric:
        | 'volume'
        | 'error-rate'
        | 'refusal-rate'
        | 'unusual-rate'
        | 'sentiment'
        | 'quality'
        | 'latency'
        | 'length';
      /**
       * @description Only these conversations
       * @default {}
       */
      filter: {
        /** @description Id of a topic of the taxonomy */
        topic?: string;
        /** @description ISO 639-1 code */
        language?: string;
        /** @description Model that answered */
        model?: string;
        /** @description Configured source */
        source?: string;
      };
      /** @description Over how many hours or days it is measured; judged anew each hour */
      window: string;
      /** @description When it holds */
      condition: {
        /** @description The metric is higher */
        above?: number;
        /** @description The metric is lower */
        below?: number;
        /** @description It has changed since the same hours so long before */
        change?: {
          /** @description By so much, or by such a part of what it was */
          rises?: number | string;
          /** @description By so much, or by such a part of what it was */
          falls?: number | string;
          /** @description So long before */
          than: string;
        };
        /**
         * @description There was no conversation
         * @constant
         */
        absent?: true;
        /** @description So many robust standard deviations off the same hours of the four weeks before */
        unusual?: {
          /** @description Robust standard deviations */
          deviations: number;
          /**
           * @description Which way is news
           * @default both
           * @enum {string}
           */
          direction: 'up' | 'down' | 'both';
        };
      };
      /**
       * @description With fewer in the window nothing is said, but of volume and absence
       * @default 5
       */
      leastConversations: number;
      /**
       * @description Of its incidents
       * @default warning
       * @enum {string}
       */
      severity: 'info' | 'warning' | 'critical';
      /**
       * @description Hours in which it does not begin
       * @default []
       */
      quietHours: {
        /** @description By the clock of the zone */
        from: string;
        /** @description By the clock of the zone; earlier than from: the next day */
        to: string;
        /** @description IANA time zone */
        zone: string;
        /** @description Weekdays on which it begins; default: all */
        days?: ('mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun')[];
      }[];
      /** @description So long after it was over it does not begin again */
      coolDown?: string;
      /**
       * @description Windows that touch these are left out
       * @default []
       */
      maintenance: {
        /**
         * Format: date-time
         * @description Begin (UTC)
         */
        from: string;
        /**
         * Format: date-time
         * @description End (UTC)
         */
        to: string;
        /** @description What is done then */
        reason?: string;
      }[];
      /** @description Who looks after it */
      owner?: string;
      /** @description Where it says what to do */
      runbook?: string;
    };
    /** @description What a rule would have said of the days before */
    RuleBackTest: {
      /** @description The rule; null where it was removed, or where none is meant */
      rule: components['schemas']['Rule'];
      /** @description First hour looked at (UTC); null where there is no data */
      from: string | null;
      /** @description End of the last one (UTC) */
      to: string | null;
      /** @description How often it would have fired */
      nFirings: number;
      /** @description How often a week */
      firingsPerWeek: number;
      /** @description Of the time, the part in which it would have been firing */
      share: number;
      /** @description Times that quiet hours would have kept it silent */
      nKeptByQuietHours: number;
      /** @description Times that maintenance would have kept it silent */
      nKeptByMaintenance: number;
      /** @description Times that its cool-down would have kept it silent */
      nKeptByCoolDown: number;
      /** @description When, in order */
      firings: components['schemas']['RuleFiring'][];
    };
    /** @description Hours in a row for which a rule holds */
    RuleFiring: {
      /**
       * Format: date-time
       * @description Begin of its first window (UTC)
       */
      startedAt: string;
      /**
       * Format: date-time
       * @description End of its last window (UTC)
       */
      endedAt: string;
      /** @description What was measured in the window that was furthest off */
      observed: number;
      /** @description What it is beside */
      expected: number;
      /** @description Conversations of that window */
      nConversations: number;
      /** @description What it would have said */
      story: string;
    };
    /** @description One state of a rule */
    RuleVersion: {
      /** @description 1, 2, 3 …: one more with each change */
      version: number;
      /** @description The rule; null where it was removed, or where none is meant */
      rule: components['schemas']['Rule'] | null;
      /** @description Who saved it */
      savedBy: string;
      /**
       * Format: date-time
       * @description When (UTC)
       */
      savedAt: string;
    };
    /** @description Body of saveReportSchedule: saves a schedule as a new version where it differs */
    SaveReportScheduleRequest: {
      /** @description As docs/reports.md says */
      yaml?: string;
      /** @description As ReportScheduleSettings */
      schedule?: {
        [key: string]: unknown;
      };
    };
    /** @description Body of saveReportTemplate: saves a template as a new version where it differs */
    SaveReportTemplateRequest: {
      /** @description As docs/reports.md says */
      yaml: string;
    };
    /** @description Body of saveRules: saves rules, each as a new version where it differs */
    SaveRulesRequest: {
      /** @description One rule, or several under `rules:` */
      yaml: string;
      /**
       * Format: date-time
       * @description First instant that they speak for; default: of a known rule as before, else now
       */
      since?: string;
    };
    /** @description The scores */
    ScoreRecordsAnswer: {
      /** @description Name of the detector */
      name: string;
      /** @description The version that answered */
      version: number;
      /** @description One a record, in order */
      results: (
        | components['schemas']['RecordScore']
        | {
            /** @description Why there is no score */
            error: string;
          }
      )[];
      /** @description Columns given that the detector does not know */
      unknownColumns: string[];
    };
    /** @description Body of scoreRecords: how unusual records are */
    ScoreRecordsRequest: {
      /** @description JSON objects, with the columns of the table trained from */
      records: unknown[];
      /**
       * @description Whether to say what made each score
       * @default false
       */
      explain?: boolean;
    };
    /** @description Accepted */
    ScoreTableAnswer: {
      /** @description Id of the request: what comes of it can be looked up by it */
      requestId: string;
      /** @description Of the job: getDetectorJob says how far it is */
      jobId: string;
    };
    /** @description Body of scoreTable: has a stored table scored; getDetections has the result when the job is done */
    ScoreTableRequest: {
      /** @description As storeTable answered */
      table: {
        /** @description Of its content */
        sha256: string;
        /** @description What the file is called */
        fileName: string;
      };
    };
    /** @description A second factor that is to be confirmed */
    SecondFactor: {
      /** @description Base32, to be typed into the app; told this once */
      secret: string;
      /** @description `otpauth:` address, to be shown as a QR code */
      uri: string;
    };
    /** @description Body of sendConversations: takes in conversations that an application sends */
    SendConversationsRequest: {
      /** @description Which ones */
      conversations: {
        /** @description Your id of it: sent again, it takes the place of what it was */
        id: string;
        /** @description Title, where it has one */
        title?: string | null;
        /** @description Who talks */
        userId?: string | null;
        /** @description The AI model that answered */
        model?: string | null;
        /** @description Default: the first message that says when */
        startedAt?: string | null;
        /** @description Default: the last message that says when */
        endedAt?: string | null;
        /** @description What else is known of it; scalars */
        metadata?: {
          [key: string]: string | number | boolean | null;
        };
        /** @description In order */
        messages: {
          /**
           * @description Who wrote it
           * @enum {string}
           */
          role: 'user' | 'assistant' | 'system' | 'tool';
          /** @description Its text */
          content: string;
          /** @description When it was sent */
          sentAt?: string | null;
        }[];
      }[];
    };
    /** @description How a conversation feels */
    Sentiment: {
      /**
       * @description Name of the value
       * @enum {string}
       */
      label: 'negative' | 'neutral' | 'positive';
      /** @description -1 very negative, 1 very positive */
      score: number;
      /** @description From 0 to 1, higher is surer */
      confidence: number;
    };
    /** @description A message as it is shown */
    ShownMessage: {
      /** @description Position in the conversation, from 0 */
      index: number;
      /**
       * @description Who wrote it
       * @enum {string}
       */
      role: 'user' | 'assistant' | 'system' | 'tool';
      /** @description When it was sent (UTC); null where the source does not say */
      sentAt: string | null;
      /** @description In the language asked for, where there is such a text; else as it was written */
      content: string;
      /** @description Language it was written in; null until it was looked at */
      language: string | null;
      /** @description Language of `content`; null until it was looked at */
      shownIn: string | null;
      /** @description Languages there are translations into */
      translations: string[];
    };
    /** @description Body of signIn: signs a person in by name and password */
    SignInRequest: {
      /** @description Name of the account; of another tenant: `tenant/name` */
      name: string;
      /** @description Its password */
      password: string;
      /** @description Of the second factor, where there is one */
      code?: string;
    };
    /** @description How people may sign in here */
    SignInWays: {
      /** @description By an API key, which the page keeps */
      key: boolean;
      /** @description By name and password: there are accounts */
      password: boolean;
      /** @description By OpenID Connect; null: none is configured */
      issuer: {
        /** @description What people know it as */
        name: string;
        /** @description Where the browser is sent to begin */
        url: string;
      } | null;
    };
    /** @description Something that happened in a conversation */
    Signal: {
      /**
       * @description What happened
       * @enum {string}
       */
      name:
        | 'refusal'
        | 'repetition'
        | 'unanswered_question'
        | 'frustration'
        | 'escalation_request'
        | 'hallucination_complaint';
      /** @description Index of each message that shows it */
      messages: number[];
    };
    /** @description Somebody who is signed in: the cookies came with the answer */
    SignedIn: {
      /** @description Who is signed in */
      name: string;
      /** @description Their roles */
      roles: string[];
    };
    /** @description Nobody is signed in by this browser any more */
    SignedOut: {
      /** @description False: the caller came with a key */
      wasSignedIn: boolean;
    };
    /** @description One pass over a source */
    SourceRun: {
      /** @description Id of the run */
      runId?: string;
      /** @description `running`, `completed`, `failed` or `stopped` */
      status?: string;
      /** @description What it is doing */
      phase?: string;
      /** @description Why it failed */
      error?: string | null;
      /** @description Milliseconds since 1970 */
      startedAtMs?: number;
      /** @description When it ended, in ms since 1970 */
      endedAtMs?: number | null;
      /** @description Rows that were looked at */
      rowsSeen?: number;
      /** @description Rows that there are, where the source says so */
      rowsTotal?: number | null;
      /** @description Conversations that were new or changed */
      published?: number;
      /** @description Conversations that were as before */
      unchanged?: number;
      /** @description Conversations that were gone */
      deleted?: number;
      /** @description Rows that could not be read */
      rejected?: number;
      /** @description Bytes that were read */
      sizeBytes?: number;
      /** @description Speed now */
      rowsPerSecond?: number;
      /** @description Time that is left, where it can be told */
      etaSeconds?: number | null;
      /** @description Processor time it took */
      cpuSeconds?: number;
      /** @description Most memory it took */
      maxRssBytes?: number;
    } & {
      [key: string]: unknown;
    };
    /** @description A rule that is kept */
    StoredRule: {
      /** @description 1, 2, 3 …: one more with each change */
      version: number;
      /** @description The rule; null where it was removed, or where none is meant */
      rule: components['schemas']['Rule'] | null;
      /** @description Who saved it */
      savedBy: string;
      /**
       * Format: date-time
       * @description When (UTC)
       */
      savedAt: string;
      /** @description Name of the rule */
      name: string;
      /**
       * Format: date-time
       * @description It speaks for hours from here on
       */
      since: string;
    };
    /** @description A table that is stored */
    StoredTable: {
      /** @description Of its content */
      sha256: string;
      /** @description What the file is called */
      fileName: string;
      /** @description Size in bytes */
      sizeBytes: number;
    };
    /** @description What became of conversations that were sent */
    Submission: {
      /** @description Id of the submission, as the answer to sending said */
      submissionId: string;
      /** @description Name of the configured source */
      source: string;
      /** @description All of it was stored and published, or refused */
      isDone: boolean;
      /** @description Conversations looked at */
      nRows: number;
      /** @description Stored and published: every stage works on them */
      nPublished: number;
      /** @description They were there already, just so */
      nUnchanged: number;
      /** @description Refused: listProcessingErrors says why, by source */
      nRejected: number;
      /**
       * Format: date-time
       * @description When its newest part was processed (UTC)
       */
      processedAt: string;
    };
    /** @description The conversations were accepted, and are on their topic */
    SubmissionAccepted: {
      /** @description What became of it can be looked up by it */
      submissionId: string;
      /** @description Name of the configured source */
      source: string;
      /** @description Conversations */
      nConversations: number;
    };
    /** @description Totals, breakdowns and the daily series of a range of days */
    Summary: {
      /** @description Conversations */
      nConversations: number;
      /** @description Messages */
      nMessages: number;
      /** @description Exact up to 1,024; above that within about 1.2 % */
      nUsers: number;
      /** @description Unusual conversations */
      nAnomalous: number;
      /** @description Mean sentiment, from -1 to 1; null where nothing was categorised */
      meanSentiment: number | null;
      /** @description Mean quality, from 0 to 1; null where nothing was categorised */
      meanQuality: number | null;
      /** @description First day, inclusive (UTC) */
      from: string | null;
      /** @description Last day, inclusive (UTC) */
      to: string | null;
      /** @description One entry a UTC day, in order; days without conversations are left out */
      days: {
        /**
         * Format: date
         * @description UTC day, `YYYY-MM-DD`
         */
        date: string;
        /** @description Conversations */
        nConversations: number;
        /** @description Unusual conversations */
        nAnomalous: number;
        /** @description Answers that reported a failure */
        nErrors: number;
        /** @description Mean sentiment, from -1 to 1; null where nothing was categorised */
        meanSentiment: number | null;
      }[];
      /** @description Conversations by topic, most first */
      topics: {
        /** @description Name of the value */
        label: string;
        /** @description How many */
        count: number;
      }[];
      /** @description Conversations by intent, most first */
      intents: {
        /** @description Name of the value */
        label: string;
        /** @description How many */
        count: number;
      }[];
      /** @description Conversations by sentiment, most first */
      sentiments: {
        /** @description Name of the value */
        label: string;
        /** @description How many */
        count: number;
      }[];
      /** @description How conversations ended */
      outcomes: {
        /** @description Name of the value */
        label: string;
        /** @description How many */
        count: number;
      }[];
      /** @description What happened in them; a conversation counts for each signal it shows */
      signals: {
        /** @description Name of the value */
        label: string;
        /** @description How many */
        count: number;
      }[];
      /** @description Languages, most frequent first */
      languages: {
        /** @description Name of the value */
        label: string;
        /** @description How many */
        count: number;
      }[];
      /** @description AI models that answered */
      models: {
        /** @description Name of the value */
        label: string;
        /** @description How many */
        count: number;
        /** @description Mean sentiment, from -1 to 1; null where nothing was categorised */
        meanSentiment: number | null;
        /** @description Mean quality, from 0 to 1; null where nothing was categorised */
        meanQuality: number | null;
        /** @description Mean time of the answers in seconds; null when unknown */
        meanLatencySeconds: number | null;
        /** @description Answers that reported a failure */
        nErrors: number;
      }[];
    };
    /** @description Body of trainDetector: trains a detector, or a next version of it, from a stored table */
    TrainDetectorRequest: {
      /**
       * @description A detector of tables, `auto`, `ensemble`, or `tune`: the best of several by trial
       * @default auto
       */
      detector?: string;
      /**
       * @description The detector's parameters
       * @default {}
       */
      params?: {
        [key: string]: unknown;
      };
      /** @description Column with 1 for an anomaly: for measuring and for probabilities, never learnt from */
      labelColumn?: string;
      /**
       * @description Columns to leave out
       * @default []
       */
      exclude?: string[];
      /**
       * @description How numbers are scaled
       * @default standard
       * @enum {string}
       */
      scale?: 'standard' | 'robust' | 'none';
      /**
       * @description Missing values become the median; `indicator` also says where they were
       * @default median
       * @enum {string}
       */
      missing?: 'median' | 'indicator';
      /**
       * @description Start of every random choice
       * @default 0
       */
      seed?: number;
      /** @description Fits that `tune` may make */
      maxTrials?: number;
      /** @description Time that `tune` may take */
      maxSeconds?: number;
      /**
       * @description When the version becomes the live one by itself: `first` where there is none; `if-not-worse` also where its average precision on labelled rows held back is no lower than that of the live one
       * @default first
       * @enum {string}
       */
      promote?: 'first' | 'always' | 'never' | 'if-not-worse';
      /** @description Name of the detector; a known one gets its next version */
      name: string;
      /** @description As storeTable answered */
      table: {
        /** @description Of its content */
        sha256: string;
        /** @description What the file is called */
        fileName: string;
      };
    };
    /** @description Languages of a conversation and its messages, and their translations */
    Translation: {
      /** @description Id of the conversation */
      conversationId: string;
      /** @description ISO 639-1 code where there is one; `und` when undetermined */
      language: string;
      /** @description From 0 to 1, higher is surer */
      languageConfidence: number;
      /** @description Languages, most frequent first */
      languages: string[];
      /** @description Language that everything is translated into */
      pivotLanguage: string;
      /**
       * @description Why there is a translation, or none
       * @enum {string}
       */
      translationStatus:
        'translated' | 'same-language' | 'not-configured' | 'unsupported-language' | 'untranslated';
      /** @description Adapter and engine that translated; null where none did */
      translator: string | null;
      /** @description Messages, in order */
      messages: {
        /** @description Position in the conversation, from 0 */
        index: number;
        /**
         * @description Who wrote it
         * @enum {string}
         */
        role: 'user' | 'assistant' | 'system' | 'tool';
        /** @description Text or figures, as they are */
        content: string;
        /** @description When it was sent (UTC); null where the source does not say */
        sentAt: string | null;
        /** @description ISO 639-1 code where there is one; `und` when undetermined */
        language: string;
        /** @description From 0 to 1, higher is surer */
        languageConfidence: number;
        /** @description Target language to text; empty where there is none */
        translations: {
          [key: string]: string;
        };
      }[];
    };
    /** @description The file was read, and its rows are on their topic */
    UploadAccepted: {
      /** @description Id of the submission, as the answer to sending said */
      submissionId: string;
      /** @description Name of the configured source */
      source: string;
      /** @description Rows that were read and handed over */
      nRows: number;
      /** @description Rows that could not be read */
      nRefused: number;
      /** @description The first 100 of them */
      refused: {
        /** @description Line of the file, from 1 on; null where it has none */
        line: number | null;
        /** @description Record of the file, from 1 on; null: it is about the file */
        record: number | null;
        /** @description Column that it is about */
        column: string | null;
        /** @description Why: one of few fixed words */
        reason: string;
        /** @description What is wrong, and how to mend it */
        message: string;
        /** @description What stands there, shortened */
        sample: string | null;
      }[];
    };
    /** @description What the caller may ask for, and how much of it is used */
    Usage: {
      /** @description Limits that hold for the caller; none for whoever runs the installation */
      limits: {
        /**
         * @description What is limited, and of whom: the caller, or all of its tenant together
         * @enum {string}
         */
        name: 'principal-requests' | 'tenant-requests' | 'tenant-rows';
        /** @description How much of it a window allows */
        most: number;
        /** @description How much of it was used in this window, to within a hundredth */
        used: number;
        /** @description How long a window is */
        windowSeconds: number;
        /** @description When the next window begins */
        resetSeconds: number;
      }[];
    };
    /** @description What one user talks about, and how it goes */
    User: {
      /** @description Who talks; null where the source does not say */
      userId: string;
      /** @description Conversations */
      nConversations: number;
      /** @description Messages */
      nMessages: number;
      /**
       * Format: date-time
       * @description When it was seen first (UTC)
       */
      firstSeenAt: string;
      /**
       * Format: date-time
       * @description When it was seen last (UTC)
       */
      lastSeenAt: string;
      /** @description What it is mostly about */
      topTopics: {
        /** @description What it is about */
        topic: string;
        /** @description How many */
        count: number;
      }[];
      /** @description Languages, most frequent first */
      languages: string[];
      /** @description AI models that answered */
      models: string[];
      /** @description Mean sentiment, from -1 to 1; null where nothing was categorised */
      meanSentiment: number | null;
      /** @description Mean quality, from 0 to 1; null where nothing was categorised */
      meanQuality: number | null;
      /** @description Unusual conversations */
      nAnomalies: number;
    };
    /** @description A page of a list: User */
    UserPage: {
      /** @description The items of this page, in the order of the list */
      items: components['schemas']['User'][];
      /** @description Leads to the next page; null on the last one */
      nextCursor: string | null;
    };
    /** @description All of it at once */
    ValidateReportTemplateAnswer: {
      /** @description What is wrong with it, each with its line and how to mend it; empty where nothing is */
      problems: string[];
      /** @description What it says; null where something is wrong */
      template: components['schemas']['ReportTemplateSettings'] | null;
    };
    /** @description Body of validateReportTemplate: what is wrong with a template; nothing is saved */
    ValidateReportTemplateRequest: {
      /** @description As docs/reports.md says */
      yaml: string;
    };
    /** @description The last word of a person on a finding or an incident */
    Verdict: {
      /**
       * @description It is right; it is none; nobody needs to know
       * @enum {string}
       */
      verdict: 'confirmed' | 'rejected' | 'false-alarm';
      /** @description Why, in their words */
      reason: string | null;
      /** @description Who said so */
      givenBy: string;
      /**
       * Format: date-time
       * @description When they said so
       */
      givenAt: string;
    };
    /** @description A dead letter with its original value and headers */
    WholeDeadLetter: {
      /** @description Id */
      id: string;
      /** @description What it is about */
      topic: string;
      /** @description Partition of the topic */
      partition: number;
      /** @description Place in the partition */
      offset: string;
      /** @description Key of the event, such as the conversation id */
      key: string | null;
      /** @description `behind`: it did nothing wrong, it waits behind an earlier event of its key */
      reason: string;
      /** @description Partition and offset of the event that it waits behind */
      behind: string | null;
      /** @description Kind of the error */
      errorClass: string | null;
      /** @description What was wrong, in words; null where there is none */
      error: string | null;
      /** @description Equal faults have equal digests */
      stackDigest: string | null;
      /** @description How often it was tried */
      attempts: number;
      /** @description When it failed first (UTC) */
      firstFailedAt: string;
      /** @description When it failed last (UTC) */
      lastFailedAt: string;
      /** @description Consumer group that could not process it */
      group: string;
      /** @description W3C trace context of the event */
      traceparent: string | null;
      /** @description Size in bytes */
      sizeBytes: number;
      /** @description Headers of the event */
      headers: {
        [key: string]: string;
      };
      /** @description The original value as text; bytes that are not UTF-8 are replaced */
      value: string | null;
    };
    /** @description Why a request was not served (RFC 9457) */
    Problem: {
      /**
       * Format: uri
       * @description Name of the kind of problem: a URN that ends in its code
       */
      type: string;
      /** @description What is wrong, in a sentence */
      title: string;
      /** @description HTTP status */
      status: number;
      /** @description What is wrong with this request, and how to mend it */
      detail?: string;
      /**
       * @description Stable: programs may compare it
       * @example invalid-request
       */
      code: string;
      /**
       * @description The permission that is missing (403)
       * @example read:users
       */
      needs?: string;
      /** @description Every bad field, where the request was not valid */
      errors?: {
        /** @description `path`, `query`, `header` or `body` */
        in: string;
        /** @description Name of the field; empty where it is about all of it */
        path: string;
        /** @description What is expected */
        message: string;
      }[];
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: {
    /**
     * @description What the caller may ask for: name, quota and window in seconds of each limit
     * @example "principal-requests";q=6000;w=60
     */
    RateLimitPolicy: string;
    /**
     * @description What is left of it, and in how many seconds it begins anew
     * @example "principal-requests";r=5990;t=23
     */
    RateLimit: string;
    /**
     * @description Of the answer: send it as `If-None-Match`
     * @example W/"2jmj7l5rSw0yVb/vlWAYkK/YBwk"
     */
    ETag: string;
    /**
     * @description `bytes`: parts can be asked for by `Range` (RFC 9110)
     * @example bytes
     */
    AcceptRanges: string;
    /** @description SHA-256 of the whole file (RFC 9530) */
    ReprDigest: string;
    /** @description Name of the file */
    ContentDisposition: string;
    /**
     * @description Which bytes of how many
     * @example bytes 0-99/1234
     */
    ContentRange: string;
    /** @description Address of the next page, of relation `next` (RFC 8288) */
    Link: string;
    /**
     * @description `true`: this is the answer that the first request of the key got
     * @example true
     */
    IdempotencyReplayed: string;
    /**
     * @description Since when clients should leave this operation (RFC 9745)
     * @example @1790812800
     */
    Deprecation: string;
    /**
     * @description From when on it may be gone (RFC 8594)
     * @example Wed, 30 Jun 2027 00:00:00 GMT
     */
    Sunset: string;
    /**
     * @description Seconds until it is worth to try again
     * @example 23
     */
    RetryAfter: string;
    /**
     * @description Methods that are possible here
     * @example GET, POST
     */
    Allow: string;
  };
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  listConversations: {
    parameters: {
      query?: {
        /**
         * @description First day, inclusive (UTC)
         * @example 2026-01-01
         */
        from?: string & (unknown & unknown);
        /** @description Last day, inclusive (UTC) */
        to?: string & (unknown & unknown);
        /** @description Name of the configured source */
        source?: string;
        /** @description Who talks */
        userId?: string;
        /** @description The AI model that answered */
        model?: string;
        /**
         * @description What it is about
         * @example account
         */
        topic?: string;
        /** @description What the person wants */
        intent?: string;
        /** @description How it feels */
        sentiment?: 'negative' | 'neutral' | 'positive';
        /** @description How it ended */
        outcome?: 'resolved' | 'partly' | 'unresolved' | 'escalated' | 'abandoned' | 'refused' | 'unknown';
        /** @description What happened in it, such as `refusal` */
        signal?:
          | 'refusal'
          | 'repetition'
          | 'unanswered_question'
          | 'frustration'
          | 'escalation_request'
          | 'hallucination_complaint';
        /** @description ISO 639-1 code of the language of the person */
        language?: string;
        /** @description One of the quality issues found, such as `refused` */
        issue?: string;
        /** @description Least quality, from 0 to 1 */
        minQuality?: number;
        /** @description Most quality, from 0 to 1 */
        maxQuality?: number;
        /** @description Whether it is unusual */
        isAnomalous?: 'true' | 'false';
        /**
         * @description Words that must all be in the title, a message or its translation, in any of their forms; or a conversation id
         * @example reset passwords
         */
        search?: string;
        /** @description `score`: the most unusual first, only those that were scored; not together with `search` */
        order?: 'newest' | 'score';
        /**
         * @description Most items on a page
         * @example 2
         */
        limit?: number;
        /** @description `nextCursor` of the page before */
        cursor?: string;
      };
      header?: {
        /** @description `ETag` of an answer that is at hand: where it still holds, the answer is a 304 without a body */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of conversations */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          Link: components['headers']['Link'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "items": [
           *         {
           *           "conversationId": "conversation-27",
           *           "source": "test",
           *           "revision": "0257f5a8b751caadc4ab3262caa47f27",
           *           "sequence": 1,
           *           "pass": 0,
           *           "startedAt": "2026-01-06T01:13:28.261Z",
           *           "endedAt": "2026-01-06T01:14:28.261Z",
           *           "userId": "user-1",
           *           "model": "model-a",
           *           "nMessages": 3,
           *           "date": "2026-01-06",
           *           "title": "How do I reset my password?",
           *           "nUserMessages": 1,
           *           "nCharacters": 70,
           *           "durationSeconds": 30,
           *           "language": {
           *             "sequence": 1,
           *             "pass": 0,
           *             "code": "en",
           *             "confidence": 0.9,
           *             "translationStatus": "same-language"
           *           },
           *           "category": {
           *             "sequence": 1,
           *             "pass": 0,
           *             "topic": "account",
           *             "topicConfidence": 0.8,
           *             "intent": "question",
           *             "sentiment": "neutral",
           *             "sentimentScore": 0,
           *             "quality": 1,
           *             "qualityIssues": [],
           *             "outcome": "resolved",
           *             "outcomeConfidence": 0.9,
           *             "signals": [],
           *             "nErrors": 0,
           *             "meanLatencySeconds": 30,
           *             "taxonomyVersion": "t-1"
           *           },
           *           "anomaly": {
           *             "sequence": 1,
           *             "pass": 0,
           *             "score": 0.2,
           *             "isAnomalous": false,
           *             "topFeature": "nMessages"
           *           },
           *           "firstWords": "How do I reset my password?",
           *           "updatedAt": "2026-02-01T10:00:00.000Z"
           *         },
           *         {
           *           "conversationId": "conversation-31",
           *           "source": "test",
           *           "revision": "691bdbe58ef120f9ce0eb787a6f3ddcc",
           *           "sequence": 1,
           *           "pass": 0,
           *           "startedAt": "2026-01-05T23:54:24.937Z",
           *           "endedAt": "2026-01-05T23:56:54.937Z",
           *           "userId": "user-1",
           *           "model": "model-a",
           *           "nMessages": 6,
           *           "date": "2026-01-05",
           *           "title": "How do I reset my password?",
           *           "nUserMessages": 1,
           *           "nCharacters": 70,
           *           "durationSeconds": 30,
           *           "language": {
           *             "sequence": 1,
           *             "pass": 0,
           *             "code": "en",
           *             "confidence": 0.9,
           *             "translationStatus": "same-language"
           *           },
           *           "category": {
           *             "sequence": 1,
           *             "pass": 0,
           *             "topic": "account",
           *             "topicConfidence": 0.8,
           *             "intent": "question",
           *             "sentiment": "neutral",
           *             "sentimentScore": 0,
           *             "quality": 1,
           *             "qualityIssues": [],
           *             "outcome": "resolved",
           *             "outcomeConfidence": 0.9,
           *             "signals": [],
           *             "nErrors": 0,
           *             "meanLatencySeconds": 30,
           *             "taxonomyVersion": "t-1"
           *           },
           *           "anomaly": {
           *             "sequence": 1,
           *             "pass": 0,
           *             "score": 0.2,
           *             "isAnomalous": false,
           *             "topFeature": "nMessages"
           *           },
           *           "firstWords": "How do I reset my password?",
           *           "updatedAt": "2026-02-01T10:00:00.000Z"
           *         }
           *       ],
           *       "nextCursor": "eyJzdGFydGVkQXQiOiIyMDI2LTAxLTA1VDIzOjU0OjI0LjkzN1oiLCJjb252ZXJzYXRpb25JZCI6ImNvbnZlcnNhdGlvbi0zMSJ9"
           *     }
           */
          'application/json': components['schemas']['ConversationPage'];
        };
      };
      /** @description Unchanged since the answer of that `ETag` */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  sendConversations: {
    parameters: {
      query?: never;
      header?: {
        /** @description Chosen by the client, such as a random UUID: when the request is repeated with it within a day, it is answered as it was the first time and changes nothing again */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    /** @description What sendConversations is asked for */
    requestBody: {
      content: {
        /**
         * @example {
         *       "conversations": [
         *         {
         *           "id": "ticket-4711",
         *           "userId": "user-1",
         *           "model": "model-a",
         *           "messages": [
         *             {
         *               "role": "user",
         *               "content": "Where is my invoice?",
         *               "sentAt": "2026-01-12T07:59:00Z"
         *             },
         *             {
         *               "role": "assistant",
         *               "content": "It is in your inbox.",
         *               "sentAt": "2026-01-12T07:59:20Z"
         *             }
         *           ]
         *         }
         *       ]
         *     }
         */
        'application/json': components['schemas']['SendConversationsRequest'];
      };
    };
    responses: {
      /** @description Accepted */
      202: {
        headers: {
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          'Idempotency-Replayed': components['headers']['IdempotencyReplayed'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "submissionId": "7f1b3c52-94aa-4c0e-8f5e-2d6c1e0b9a11",
           *       "source": "api",
           *       "nConversations": 1
           *     }
           */
          'application/json': components['schemas']['SubmissionAccepted'];
        };
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body did not arrive in time */
      408: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description It does not go with what is there now: a request of the same `Idempotency-Key` is still being served, or another was first */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is too large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is not of a media type that is taken here */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The `Idempotency-Key` was used for another request, or the content cannot be worked on */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getConversation: {
    parameters: {
      query?: never;
      header?: {
        /** @description `ETag` of an answer that is at hand: where it still holds, the answer is a 304 without a body */
        'If-None-Match'?: string;
      };
      path: {
        /**
         * @description Id of the conversation
         * @example conversation-1
         */
        conversationId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The conversation */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "conversationId": "conversation-1",
           *       "source": "test",
           *       "revision": "e09a6dea06a9cf3d29b6e08e8200f910",
           *       "sequence": 1,
           *       "pass": 0,
           *       "startedAt": "2026-01-05T09:00:00.000Z",
           *       "endedAt": "2026-01-05T09:00:30.000Z",
           *       "userId": "user-7",
           *       "model": "model-a",
           *       "nMessages": 2,
           *       "date": "2026-01-05",
           *       "title": "Translate \"good morning\" into Spanish, please.",
           *       "nUserMessages": 1,
           *       "nCharacters": 70,
           *       "durationSeconds": 30,
           *       "language": {
           *         "sequence": 1,
           *         "pass": 0,
           *         "code": "en",
           *         "confidence": 0.9,
           *         "translationStatus": "same-language"
           *       },
           *       "category": {
           *         "sequence": 1,
           *         "pass": 0,
           *         "topic": "account",
           *         "topicConfidence": 0.8,
           *         "intent": "question",
           *         "sentiment": "neutral",
           *         "sentimentScore": 0,
           *         "quality": 1,
           *         "qualityIssues": [],
           *         "outcome": "resolved",
           *         "outcomeConfidence": 0.9,
           *         "signals": [],
           *         "nErrors": 0,
           *         "meanLatencySeconds": 30,
           *         "taxonomyVersion": "t-1"
           *       },
           *       "anomaly": {
           *         "sequence": 1,
           *         "pass": 0,
           *         "score": 0.99,
           *         "isAnomalous": true,
           *         "topFeature": "nMessages"
           *       },
           *       "updatedAt": "2026-02-01T10:00:00.000Z",
           *       "messages": [
           *         {
           *           "index": 0,
           *           "role": "user",
           *           "content": "Translate \"good morning\" into Spanish, please.",
           *           "sentAt": "2026-01-05T09:00:00.000Z",
           *           "language": "en",
           *           "languageConfidence": 0.9,
           *           "translations": {}
           *         },
           *         {
           *           "index": 1,
           *           "role": "assistant",
           *           "content": "Done.",
           *           "sentAt": "2026-01-05T09:00:30.000Z",
           *           "language": "en",
           *           "languageConfidence": 0.9,
           *           "translations": {}
           *         }
           *       ],
           *       "translation": {
           *         "status": "same-language",
           *         "translator": null,
           *         "pivotLanguage": "en"
           *       },
           *       "categories": {
           *         "topic": {
           *           "label": "account",
           *           "confidence": 0.8,
           *           "alternatives": [],
           *           "evidence": [
           *             "password"
           *           ]
           *         },
           *         "intent": {
           *           "label": "question",
           *           "confidence": 0.7
           *         },
           *         "sentiment": {
           *           "label": "neutral",
           *           "score": 0,
           *           "confidence": 0.6
           *         },
           *         "quality": {
           *           "score": 1,
           *           "issues": []
           *         },
           *         "modelVersion": "m-1",
           *         "messages": []
           *       },
           *       "score": {
           *         "anomalyScore": 0.99,
           *         "threshold": 0.8,
           *         "contributions": [
           *           {
           *             "feature": "nMessages",
           *             "value": 9,
           *             "contribution": 0.5
           *           }
           *         ],
           *         "detector": "d-1"
           *       }
           *     }
           */
          'application/json': components['schemas']['ConversationDetail'];
        };
      };
      /** @description Unchanged since the answer of that `ETag` */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no such thing */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getTranslation: {
    parameters: {
      query?: never;
      header?: {
        /** @description `ETag` of an answer that is at hand: where it still holds, the answer is a 304 without a body */
        'If-None-Match'?: string;
      };
      path: {
        /**
         * @description Id of the conversation
         * @example conversation-1
         */
        conversationId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The translation */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          Deprecation: components['headers']['Deprecation'];
          Sunset: components['headers']['Sunset'];
          Link: components['headers']['Link'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "conversationId": "conversation-1",
           *       "language": "en",
           *       "languageConfidence": 0.9,
           *       "languages": [
           *         "en"
           *       ],
           *       "pivotLanguage": "en",
           *       "translationStatus": "same-language",
           *       "translator": null,
           *       "messages": [
           *         {
           *           "index": 0,
           *           "role": "user",
           *           "content": "Translate \"good morning\" into Spanish, please.",
           *           "sentAt": "2026-01-05T09:00:00.000Z",
           *           "language": "en",
           *           "languageConfidence": 0.9,
           *           "translations": {}
           *         },
           *         {
           *           "index": 1,
           *           "role": "assistant",
           *           "content": "Done.",
           *           "sentAt": "2026-01-05T09:00:30.000Z",
           *           "language": "en",
           *           "languageConfidence": 0.9,
           *           "translations": {}
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['Translation'];
        };
      };
      /** @description Unchanged since the answer of that `ETag` */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no such thing */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listMessages: {
    parameters: {
      query?: {
        /**
         * @description ISO 639-1 code of the language to show them in, where there is a translation
         * @example en
         */
        lang?: string;
      };
      header?: {
        /** @description `ETag` of an answer that is at hand: where it still holds, the answer is a 304 without a body */
        'If-None-Match'?: string;
      };
      path: {
        /**
         * @description Id of the conversation
         * @example conversation-1
         */
        conversationId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The messages, in order */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "conversationId": "conversation-1",
           *       "language": "en",
           *       "languages": [
           *         "en"
           *       ],
           *       "translationStatus": "same-language",
           *       "translator": null,
           *       "messages": [
           *         {
           *           "index": 0,
           *           "role": "user",
           *           "sentAt": "2026-01-05T09:00:00.000Z",
           *           "content": "Translate \"good morning\" into Spanish, please.",
           *           "language": "en",
           *           "shownIn": "en",
           *           "translations": []
           *         },
           *         {
           *           "index": 1,
           *           "role": "assistant",
           *           "sentAt": "2026-01-05T09:00:30.000Z",
           *           "content": "Done.",
           *           "language": "en",
           *           "shownIn": "en",
           *           "translations": []
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['MessageList'];
        };
      };
      /** @description Unchanged since the answer of that `ETag` */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no such thing */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getSummary: {
    parameters: {
      query?: {
        /**
         * @description First day, inclusive (UTC)
         * @example 2026-01-01
         */
        from?: string & (unknown & unknown);
        /**
         * @description Last day, inclusive (UTC)
         * @example 2026-12-31
         */
        to?: string & (unknown & unknown);
        /** @description The AI model that answered; null where the source does not say */
        model?: string;
        /** @description What it is about */
        topic?: string;
      };
      header?: {
        /** @description `ETag` of an answer that is at hand: where it still holds, the answer is a 304 without a body */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The summary */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "nConversations": 31,
           *       "nMessages": 132,
           *       "nUsers": 7,
           *       "nAnomalous": 1,
           *       "meanSentiment": 0,
           *       "meanQuality": 1,
           *       "from": "2026-01-05",
           *       "to": "2026-01-06",
           *       "days": [
           *         {
           *           "date": "2026-01-05",
           *           "nConversations": 28,
           *           "nAnomalous": 1,
           *           "nErrors": 0,
           *           "meanSentiment": 0
           *         },
           *         {
           *           "date": "2026-01-06",
           *           "nConversations": 3,
           *           "nAnomalous": 0,
           *           "nErrors": 0,
           *           "meanSentiment": 0
           *         }
           *       ],
           *       "topics": [
           *         {
           *           "label": "account",
           *           "count": 16
           *         },
           *         {
           *           "label": "billing",
           *           "count": 15
           *         }
           *       ],
           *       "intents": [
           *         {
           *           "label": "question",
           *           "count": 31
           *         }
           *       ],
           *       "sentiments": [
           *         {
           *           "label": "neutral",
           *           "count": 31
           *         }
           *       ],
           *       "outcomes": [
           *         {
           *           "label": "resolved",
           *           "count": 16
           *         },
           *         {
           *           "label": "unresolved",
           *           "count": 15
           *         }
           *       ],
           *       "signals": [
           *         {
           *           "label": "frustration",
           *           "count": 15
           *         },
           *         {
           *           "label": "refusal",
           *           "count": 15
           *         }
           *       ],
           *       "languages": [
           *         {
           *           "label": "en",
           *           "count": 31
           *         }
           *       ],
           *       "models": [
           *         {
           *           "label": "model-a",
           *           "count": 15,
           *           "meanSentiment": 0,
           *           "meanQuality": 1,
           *           "meanLatencySeconds": 30,
           *           "nErrors": 0
           *         },
           *         {
           *           "label": "model-c",
           *           "count": 10,
           *           "meanSentiment": 0,
           *           "meanQuality": 1,
           *           "meanLatencySeconds": 30,
           *           "nErrors": 0
           *         },
           *         {
           *           "label": "model-b",
           *           "count": 6,
           *           "meanSentiment": 0,
           *           "meanQuality": 1,
           *           "meanLatencySeconds": 30,
           *           "nErrors": 0
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['Summary'];
        };
      };
      /** @description Unchanged since the answer of that `ETag` */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listUsers: {
    parameters: {
      query?: {
        /** @description `unhappiest`: lowest mean sentiment first, only users of whom it is known; `latest`: seen last first */
        order?: 'busiest' | 'unhappiest' | 'latest';
        /**
         * @description Most items on a page
         * @example 2
         */
        limit?: number;
        /** @description `nextCursor` of the page before */
        cursor?: string;
      };
      header?: {
        /** @description `ETag` of an answer that is at hand: where it still holds, the answer is a 304 without a body */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of users */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          Link: components['headers']['Link'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "items": [
           *         {
           *           "userId": "user-2",
           *           "nConversations": 9,
           *           "nMessages": 41,
           *           "firstSeenAt": "2026-01-05T09:36:46.219Z",
           *           "lastSeenAt": "2026-01-05T21:13:06.363Z",
           *           "topTopics": [
           *             {
           *               "topic": "account",
           *               "count": 6
           *             },
           *             {
           *               "topic": "billing",
           *               "count": 3
           *             }
           *           ],
           *           "languages": [
           *             "en"
           *           ],
           *           "models": [
           *             "model-a",
           *             "model-b",
           *             "model-c"
           *           ],
           *           "meanSentiment": 0,
           *           "meanQuality": 1,
           *           "nAnomalies": 0
           *         },
           *         {
           *           "userId": "user-1",
           *           "nConversations": 8,
           *           "nMessages": 38,
           *           "firstSeenAt": "2026-01-05T09:37:46.990Z",
           *           "lastSeenAt": "2026-01-06T01:14:28.261Z",
           *           "topTopics": [
           *             {
           *               "topic": "account",
           *               "count": 5
           *             },
           *             {
           *               "topic": "billing",
           *               "count": 3
           *             }
           *           ],
           *           "languages": [
           *             "en"
           *           ],
           *           "models": [
           *             "model-a",
           *             "model-c"
           *           ],
           *           "meanSentiment": 0,
           *           "meanQuality": 1,
           *           "nAnomalies": 0
           *         }
           *       ],
           *       "nextCursor": "eyJuQ29udmVyc2F0aW9ucyI6OCwidXNlcklkIjoidXNlci0xIn0"
           *     }
           */
          'application/json': components['schemas']['UserPage'];
        };
      };
      /** @description Unchanged since the answer of that `ETag` */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getUser: {
    parameters: {
      query?: never;
      header?: {
        /** @description `ETag` of an answer that is at hand: where it still holds, the answer is a 304 without a body */
        'If-None-Match'?: string;
      };
      path: {
        /**
         * @description Who talks; null where the source does not say
         * @example user-1
         */
        userId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The user */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "userId": "user-1",
           *       "nConversations": 8,
           *       "nMessages": 38,
           *       "firstSeenAt": "2026-01-05T09:37:46.990Z",
           *       "lastSeenAt": "2026-01-06T01:14:28.261Z",
           *       "topTopics": [
           *         {
           *           "topic": "account",
           *           "count": 5
           *         },
           *         {
           *           "topic": "billing",
           *           "count": 3
           *         }
           *       ],
           *       "languages": [
           *         "en"
           *       ],
           *       "models": [
           *         "model-a",
           *         "model-c"
           *       ],
           *       "meanSentiment": 0,
           *       "meanQuality": 1,
           *       "nAnomalies": 0
           *     }
           */
          'application/json': components['schemas']['User'];
        };
      };
      /** @description Unchanged since the answer of that `ETag` */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no such thing */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listAnomalies: {
    parameters: {
      query?: {
        /** @description First day, inclusive (UTC) */
        from?: string & (unknown & unknown);
        /** @description Last day, inclusive (UTC) */
        to?: string & (unknown & unknown);
        /**
         * @description What kind it is
         * @example metric
         */
        kind?: 'conversation' | 'metric' | 'record';
        /** @description How serious it is */
        severity?: 'info' | 'warning' | 'critical';
        /** @description What was measured, such as `volume`, `sentiment`, `error-rate` */
        metric?: string;
        /** @description Most items on a page */
        limit?: number;
        /** @description `nextCursor` of the page before */
        cursor?: string;
      };
      header?: {
        /** @description `ETag` of an answer that is at hand: where it still holds, the answer is a 304 without a body */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of anomalies */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          Link: components['headers']['Link'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "items": [
           *         {
           *           "anomalyId": "metric-1",
           *           "kind": "metric",
           *           "severity": "warning",
           *           "detectedFor": "2026-01-05T00:00:00.000Z",
           *           "windowEnd": "2026-01-06T00:00:00.000Z",
           *           "metric": "volume",
           *           "group": {},
           *           "observed": 20,
           *           "expected": 10,
           *           "score": 0.9,
           *           "contributions": [],
           *           "explanation": "Twice as many.",
           *           "exampleConversationIds": [
           *             "conversation-1"
           *           ],
           *           "detector": "d-1",
           *           "revision": "r-1",
           *           "detectedAt": "2026-02-01T10:00:00.000Z",
           *           "verdict": {
           *             "verdict": "confirmed",
           *             "reason": null,
           *             "givenBy": "ana",
           *             "givenAt": "2026-02-01T10:00:00.000Z"
           *           }
           *         }
           *       ],
           *       "nextCursor": null
           *     }
           */
          'application/json': components['schemas']['AnomalyPage'];
        };
      };
      /** @description Unchanged since the answer of that `ETag` */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  queryAnalytics: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description What queryAnalytics is asked for */
    requestBody: {
      content: {
        /**
         * @example {
         *       "metrics": [
         *         "conversations",
         *         "meanSentiment",
         *         "latencyP95Seconds"
         *       ],
         *       "dimension": "topic",
         *       "granularity": "day",
         *       "from": "2026-01-01",
         *       "to": "2026-01-31",
         *       "limit": 2
         *     }
         */
        'application/json': components['schemas']['AnalyticsQuery'];
      };
    };
    responses: {
      /** @description The figures */
      200: {
        headers: {
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "granularity": "day",
           *       "dimension": "topic",
           *       "rows": [
           *         {
           *           "at": "2026-01-05",
           *           "label": "account",
           *           "values": {
           *             "conversations": 14,
           *             "meanSentiment": 0,
           *             "latencyP95Seconds": 30.57724391699368
           *           }
           *         },
           *         {
           *           "at": "2026-01-05",
           *           "label": "billing",
           *           "values": {
           *             "conversations": 14,
           *             "meanSentiment": 0,
           *             "latencyP95Seconds": 30.57724391699368
           *           }
           *         },
           *         {
           *           "at": "2026-01-06",
           *           "label": "account",
           *           "values": {
           *             "conversations": 2,
           *             "meanSentiment": 0,
           *             "latencyP95Seconds": 30.57724391699368
           *           }
           *         },
           *         {
           *           "at": "2026-01-06",
           *           "label": "billing",
           *           "values": {
           *             "conversations": 1,
           *             "meanSentiment": 0,
           *             "latencyP95Seconds": 30.57724391699368
           *           }
           *         }
           *       ],
           *       "nLabelsLeftOut": 0
           *     }
           */
          'application/json': components['schemas']['AnalyticsResult'];
        };
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body did not arrive in time */
      408: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is too large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is not of a media type that is taken here */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  compareGroups: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description What compareGroups is asked for */
    requestBody: {
      content: {
        /**
         * @example {
         *       "dimension": "model",
         *       "a": "model-a",
         *       "b": "model-b",
         *       "from": "2026-01-01",
         *       "to": "2026-01-31"
         *     }
         */
        'application/json': components['schemas']['ComparisonQuery'];
      };
    };
    responses: {
      /** @description The comparison */
      200: {
        headers: {
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "nA": 15,
           *       "nB": 6,
           *       "metrics": [
           *         {
           *           "metric": "failedShare",
           *           "test": "two-proportion z",
           *           "a": {
           *             "n": 15,
           *             "value": 0
           *           },
           *           "b": {
           *             "n": 6,
           *             "value": 0
           *           },
           *           "difference": null,
           *           "low": null,
           *           "high": null,
           *           "pValue": null,
           *           "adjustedPValue": null,
           *           "alwaysValid": null,
           *           "isDifferent": false,
           *           "detectable": null
           *         },
           *         {
           *           "metric": "refusedShare",
           *           "test": "two-proportion z",
           *           "a": {
           *             "n": 15,
           *             "value": 0
           *           },
           *           "b": {
           *             "n": 6,
           *             "value": 0
           *           },
           *           "difference": null,
           *           "low": null,
           *           "high": null,
           *           "pValue": null,
           *           "adjustedPValue": null,
           *           "alwaysValid": null,
           *           "isDifferent": false,
           *           "detectable": null
           *         },
           *         {
           *           "metric": "anomalousShare",
           *           "test": "two-proportion z",
           *           "a": {
           *             "n": 15,
           *             "value": 0.06666666666666667
           *           },
           *           "b": {
           *             "n": 6,
           *             "value": 0
           *           },
           *           "difference": null,
           *           "low": null,
           *           "high": null,
           *           "pValue": null,
           *           "adjustedPValue": null,
           *           "alwaysValid": null,
           *           "isDifferent": false,
           *           "detectable": null
           *         },
           *         {
           *           "metric": "meanSentiment",
           *           "test": "Welch t",
           *           "a": {
           *             "n": 15,
           *             "value": 0
           *           },
           *           "b": {
           *             "n": 6,
           *             "value": 0
           *           },
           *           "difference": null,
           *           "low": null,
           *           "high": null,
           *           "pValue": null,
           *           "adjustedPValue": null,
           *           "alwaysValid": null,
           *           "isDifferent": false,
           *           "detectable": null
           *         },
           *         {
           *           "metric": "meanQuality",
           *           "test": "Welch t",
           *           "a": {
           *             "n": 15,
           *             "value": 1
           *           },
           *           "b": {
           *             "n": 6,
           *             "value": 1
           *           },
           *           "difference": null,
           *           "low": null,
           *           "high": null,
           *           "pValue": null,
           *           "adjustedPValue": null,
           *           "alwaysValid": null,
           *           "isDifferent": false,
           *           "detectable": null
           *         },
           *         {
           *           "metric": "meanTurns",
           *           "test": "Welch t",
           *           "a": {
           *             "n": 15,
           *             "value": 3.8
           *           },
           *           "b": {
           *             "n": 6,
           *             "value": 4.333333333333333
           *           },
           *           "difference": null,
           *           "low": null,
           *           "high": null,
           *           "pValue": null,
           *           "adjustedPValue": null,
           *           "alwaysValid": null,
           *           "isDifferent": false,
           *           "detectable": null
           *         },
           *         {
           *           "metric": "latencySeconds",
           *           "test": "Mann-Whitney U",
           *           "a": {
           *             "n": 15,
           *             "value": 30
           *           },
           *           "b": {
           *             "n": 6,
           *             "value": 30
           *           },
           *           "difference": null,
           *           "low": null,
           *           "high": null,
           *           "pValue": null,
           *           "adjustedPValue": null,
           *           "alwaysValid": null,
           *           "isDifferent": false,
           *           "detectable": null
           *         }
           *       ],
           *       "sampleRatio": null,
           *       "notes": [
           *         "Conversations were not assigned by chance as far as is known: who chose a group may differ in other ways.",
           *         "Conversations are taken as independent: where few users have many of them, intervals are too narrow.",
           *         "Groups with fewer than 20 conversations are not tested."
           *       ]
           *     }
           */
          'application/json': components['schemas']['Comparison'];
        };
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body did not arrive in time */
      408: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is too large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is not of a media type that is taken here */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  forecastMetric: {
    parameters: {
      query: {
        /**
         * @description What to forecast. `conversations`: how many there are; `messages`: messages in them; `users`: different users; exact up to 1,024, above that within about 1.2 %; `answers`: answers of the assistant; `errors`: answers that reported a failure; `errorRate`: share of the answers that reported a failure; `refused`: conversations in which the assistant refused; `refusalRate`: share of those, of the categorised; `anomalous`: unusual conversations; `anomalyRate`: share of those, of the scored; `meanSentiment`: from -1 to 1; `meanQuality`: from 0 to 1; `sentimentError`: standard error of it; `qualityError`: standard error of the mean quality; `meanTurns`: messages a conversation; `meanDurationSeconds`: from the first message to the last; `meanLatencySeconds`: mean time of the answers; `latencyP50Seconds`: median of it, within 2 %; `latencyP95Seconds`: its 95th percentile, within 2 %
         * @example conversations
         */
        metric:
          | 'conversations'
          | 'messages'
          | 'users'
          | 'answers'
          | 'errors'
          | 'errorRate'
          | 'refused'
          | 'refusalRate'
          | 'anomalous'
          | 'anomalyRate'
          | 'meanSentiment'
          | 'meanQuality'
          | 'sentimentError'
          | 'qualityError'
          | 'meanTurns'
          | 'meanDurationSeconds'
          | 'meanLatencySeconds'
          | 'latencyP50Seconds'
          | 'latencyP95Seconds';
        /** @description Of which conversations: those with one value of this */
        dimension?:
          'all' | 'topic' | 'intent' | 'sentiment' | 'outcome' | 'signal' | 'language' | 'model' | 'source';
        /** @description That value; none of `all` */
        label?: string;
        /**
         * @description Length of a window
         * @example hour
         */
        granularity?: 'day' | 'hour';
        /**
         * @description Windows ahead
         * @example 3
         */
        horizon?: number;
        /**
         * @description Windows to look back at most
         * @example 40
         */
        windows?: number;
        /** @description Last window to know of (UTC), such as `2026-03-12` or `2026-03-12T14`; default: the newest that is over */
        to?: string;
      };
      header?: {
        /** @description `ETag` of an answer that is at hand: where it still holds, the answer is a 304 without a body */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The forecast */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Forecast'];
        };
      };
      /** @description Unchanged since the answer of that `ETag` */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The `Idempotency-Key` was used for another request, or the content cannot be worked on */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getSubmission: {
    parameters: {
      query?: never;
      header?: {
        /** @description `ETag` of an answer that is at hand: where it still holds, the answer is a 304 without a body */
        'If-None-Match'?: string;
      };
      path: {
        /**
         * @description As the answer to sending said
         * @example submission-1
         */
        submissionId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Its state */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "submissionId": "submission-1",
           *       "source": "api",
           *       "isDone": true,
           *       "nRows": 3,
           *       "nPublished": 2,
           *       "nUnchanged": 0,
           *       "nRejected": 1,
           *       "processedAt": "2026-02-01T10:00:00.000Z"
           *     }
           */
          'application/json': components['schemas']['Submission'];
        };
      };
      /** @description Unchanged since the answer of that `ETag` */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no such thing */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  uploadFile: {
    parameters: {
      query?: {
        /**
         * @description What the file is called
         * @example chats.csv
         */
        name?: string;
      };
      header?: {
        /** @description Chosen by the client, such as a random UUID: when the request is repeated with it within a day, it is answered as it was the first time and changes nothing again */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    /** @description The file as it is */
    requestBody: {
      content: {
        'application/octet-stream': string;
        /**
         * @example conversation_id,user_id,messages
         *     c-1,u-1,"[{""role"":""user"",""content"":""Hello""}]"
         */
        'text/csv': string;
        'application/x-ndjson': string;
        'application/vnd.apache.parquet': string;
      };
    };
    responses: {
      /** @description Read */
      202: {
        headers: {
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          'Idempotency-Replayed': components['headers']['IdempotencyReplayed'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "submissionId": "7f1b3c52-94aa-4c0e-8f5e-2d6c1e0b9a11",
           *       "source": "upload",
           *       "nRows": 1,
           *       "nRefused": 0,
           *       "refused": []
           *     }
           */
          'application/json': components['schemas']['UploadAccepted'];
        };
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body did not arrive in time */
      408: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description It does not go with what is there now: a request of the same `Idempotency-Key` is still being served, or another was first */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is too large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is not of a media type that is taken here */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The `Idempotency-Key` was used for another request, or the content cannot be worked on */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  exportTraces: {
    parameters: {
      query?: never;
      header?: {
        /** @description Chosen by the client, such as a random UUID: when the request is repeated with it within a day, it is answered as it was the first time and changes nothing again */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    /** @description What exportTraces is asked for */
    requestBody: {
      content: {
        /**
         * @example {
         *       "resourceSpans": []
         *     }
         */
        'application/json': components['schemas']['OtlpTraces'];
        'application/x-protobuf': string;
      };
    };
    responses: {
      /** @description Accepted */
      200: {
        headers: {
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          'Idempotency-Replayed': components['headers']['IdempotencyReplayed'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "partialSuccess": {}
           *     }
           */
          'application/json': components['schemas']['OtlpTracesAccepted'];
        };
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body did not arrive in time */
      408: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description It does not go with what is there now: a request of the same `Idempotency-Key` is still being served, or another was first */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is too large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is not of a media type that is taken here */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The `Idempotency-Key` was used for another request, or the content cannot be worked on */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listIncidents: {
    parameters: {
      query?: {
        /** @description First day, inclusive (UTC) */
        from?: string & (unknown & unknown);
        /** @description Last day, inclusive (UTC) */
        to?: string & (unknown & unknown);
        /** @description How serious it is */
        severity?: 'info' | 'warning' | 'critical';
        /**
         * @description What was measured, such as `volume`, `sentiment`, `error-rate`
         * @example volume
         */
        metric?: string;
        /** @description Most items on a page */
        limit?: number;
        /** @description `nextCursor` of the page before */
        cursor?: string;
      };
      header?: {
        /** @description `ETag` of an answer that is at hand: where it still holds, the answer is a 304 without a body */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of incidents */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          Link: components['headers']['Link'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "items": [],
           *       "nextCursor": null
           *     }
           */
          'application/json': components['schemas']['IncidentPage'];
        };
      };
      /** @description Unchanged since the answer of that `ETag` */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listRules: {
    parameters: {
      query?: never;
      header?: {
        /** @description `ETag` of an answer that is at hand: where it still holds, the answer is a 304 without a body */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description All of them */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "items": [
           *         {
           *           "version": 1,
           *           "rule": {
           *             "name": "refunds-fail",
           *             "metric": "error-rate",
           *             "filter": {},
           *             "window": "6h",
           *             "condition": {
           *               "above": 0.2
           *             },
           *             "leastConversations": 5,
           *             "severity": "warning",
           *             "quietHours": [],
           *             "maintenance": []
           *           },
           *           "savedBy": "ana",
           *           "savedAt": "2026-02-01T10:00:00.000Z",
           *           "name": "refunds-fail",
           *           "since": "2026-02-01T10:00:00.000Z"
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['ListRulesAnswer'];
        };
      };
      /** @description Unchanged since the answer of that `ETag` */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  saveRules: {
    parameters: {
      query?: never;
      header?: {
        /** @description Chosen by the client, such as a random UUID: when the request is repeated with it within a day, it is answered as it was the first time and changes nothing again */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    /** @description What saveRules is asked for */
    requestBody: {
      content: {
        /**
         * @example {
         *       "yaml": "name: refunds-fail\nmetric: error-rate\nfilter: { topic: refunds }\nwindow: 6h\ncondition: { above: 0.2 }\n"
         *     }
         */
        'application/json': components['schemas']['SaveRulesRequest'];
      };
    };
    responses: {
      /** @description Accepted */
      202: {
        headers: {
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          'Idempotency-Replayed': components['headers']['IdempotencyReplayed'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "requestId": "7f1b3c52-94aa-4c0e-8f5e-2d6c1e0b9a11"
           *     }
           */
          'application/json': components['schemas']['Accepted'];
        };
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body did not arrive in time */
      408: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description It does not go with what is there now: a request of the same `Idempotency-Key` is still being served, or another was first */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is too large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is not of a media type that is taken here */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The `Idempotency-Key` was used for another request, or the content cannot be worked on */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getRule: {
    parameters: {
      query?: never;
      header?: {
        /** @description `ETag` of an answer that is at hand: where it still holds, the answer is a 304 without a body */
        'If-None-Match'?: string;
      };
      path: {
        /**
         * @description Name of the rule
         * @example refunds-fail
         */
        name: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The rule */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "version": 1,
           *       "rule": {
           *         "name": "refunds-fail",
           *         "metric": "error-rate",
           *         "filter": {},
           *         "window": "6h",
           *         "condition": {
           *           "above": 0.2
           *         },
           *         "leastConversations": 5,
           *         "severity": "warning",
           *         "quietHours": [],
           *         "maintenance": []
           *       },
           *       "savedBy": "ana",
           *       "savedAt": "2026-02-01T10:00:00.000Z",
           *       "name": "refunds-fail",
           *       "since": "2026-02-01T10:00:00.000Z",
           *       "yaml": "name: refunds-fail\nmetric: error-rate\nfilter: {}\nwindow: 6h\ncondition:\n  above: 0.2\nleastConversations: 5\nseverity: warning\nquietHours: []\nmaintenance: []\n",
           *       "history": [
           *         {
           *           "version": 1,
           *           "rule": {
           *             "name": "refunds-fail",
           *             "metric": "error-rate",
           *             "filter": {},
           *             "window": "6h",
           *             "condition": {
           *               "above": 0.2
           *             },
           *             "leastConversations": 5,
           *             "severity": "warning",
           *             "quietHours": [],
           *             "maintenance": []
           *           },
           *           "savedBy": "ana",
           *           "savedAt": "2026-02-01T10:00:00.000Z"
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['GetRuleAnswer'];
        };
      };
      /** @description Unchanged since the answer of that `ETag` */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no such thing */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  backTestRules: {
    parameters: {
      query?: never;
      header?: {
        /** @description Chosen by the client, such as a random UUID: when the request is repeated with it within a day, it is answered as it was the first time and changes nothing again */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    /** @description What backTestRules is asked for */
    requestBody: {
      content: {
        /**
         * @example {
         *       "yaml": "name: refunds-fail\nmetric: error-rate\nfilter: { topic: refunds }\nwindow: 6h\ncondition: { above: 0.2 }\n",
         *       "days": 30
         *     }
         */
        'application/json': components['schemas']['BackTestRulesRequest'];
      };
    };
    responses: {
      /** @description One result a rule */
      200: {
        headers: {
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          'Idempotency-Replayed': components['headers']['IdempotencyReplayed'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "items": [
           *         {
           *           "rule": {
           *             "name": "refunds-fail",
           *             "metric": "error-rate",
           *             "filter": {
           *               "topic": "refunds"
           *             },
           *             "window": "6h",
           *             "condition": {
           *               "above": 0.2
           *             },
           *             "leastConversations": 5,
           *             "severity": "warning",
           *             "quietHours": [],
           *             "maintenance": []
           *           },
           *           "from": "2026-01-07T00:00:00.000Z",
           *           "to": "2026-01-07T00:00:00.000Z",
           *           "nFirings": 0,
           *           "firingsPerWeek": 0,
           *           "share": 0,
           *           "nKeptByQuietHours": 0,
           *           "nKeptByMaintenance": 0,
           *           "nKeptByCoolDown": 0,
           *           "firings": []
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['BackTestRulesAnswer'];
        };
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body did not arrive in time */
      408: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description It does not go with what is there now: a request of the same `Idempotency-Key` is still being served, or another was first */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is too large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is not of a media type that is taken here */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The `Idempotency-Key` was used for another request, or the content cannot be worked on */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  removeRule: {
    parameters: {
      query?: never;
      header?: {
        /** @description Chosen by the client, such as a random UUID: when the request is repeated with it within a day, it is answered as it was the first time and changes nothing again */
        'Idempotency-Key'?: string;
      };
      path: {
        /**
         * @description Name of the rule
         * @example refunds-fail
         */
        name: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Accepted */
      202: {
        headers: {
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          'Idempotency-Replayed': components['headers']['IdempotencyReplayed'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "requestId": "7f1b3c52-94aa-4c0e-8f5e-2d6c1e0b9a11"
           *     }
           */
          'application/json': components['schemas']['Accepted'];
        };
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no such thing */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description It does not go with what is there now: a request of the same `Idempotency-Key` is still being served, or another was first */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The `Idempotency-Key` was used for another request, or the content cannot be worked on */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listDetectors: {
    parameters: {
      query?: never;
      header?: {
        /** @description `ETag` of an answer that is at hand: where it still holds, the answer is a 304 without a body */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description All of them */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "items": [
           *         {
           *           "name": "payments",
           *           "live": 2,
           *           "versions": [
           *             {
           *               "version": 1,
           *               "stage": "candidate",
           *               "detector": "ecod",
           *               "trainedAt": "2026-01-05T12:00:00.000Z",
           *               "trainedBy": "ana",
           *               "nRows": 60
           *             },
           *             {
           *               "version": 2,
           *               "stage": "live",
           *               "detector": "ecod",
           *               "trainedAt": "2026-01-05T12:00:00.000Z",
           *               "trainedBy": "ana",
           *               "nRows": 61
           *             }
           *           ]
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['ListDetectorsAnswer'];
        };
      };
      /** @description Unchanged since the answer of that `ETag` */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  trainDetector: {
    parameters: {
      query?: never;
      header?: {
        /** @description Chosen by the client, such as a random UUID: when the request is repeated with it within a day, it is answered as it was the first time and changes nothing again */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    /** @description What trainDetector is asked for */
    requestBody: {
      content: {
        /**
         * @example {
         *       "name": "payments",
         *       "table": {
         *         "sha256": "2bbc11692cda57c3b4dded3d0d090afb2294a395f7e0639239c9e3288e5ab0f6",
         *         "fileName": "payments.csv"
         *       },
         *       "detector": "auto"
         *     }
         */
        'application/json': components['schemas']['TrainDetectorRequest'];
      };
    };
    responses: {
      /** @description Accepted */
      202: {
        headers: {
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          'Idempotency-Replayed': components['headers']['IdempotencyReplayed'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "requestId": "7f1b3c52-94aa-4c0e-8f5e-2d6c1e0b9a11",
           *       "jobId": "7f1b3c52-94aa-4c0e-8f5e-2d6c1e0b9a11"
           *     }
           */
          'application/json': components['schemas']['ScoreTableAnswer'];
        };
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no such thing */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body did not arrive in time */
      408: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description It does not go with what is there now: a request of the same `Idempotency-Key` is still being served, or another was first */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is too large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is not of a media type that is taken here */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The `Idempotency-Key` was used for another request, or the content cannot be worked on */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getDetector: {
    parameters: {
      query?: never;
      header?: {
        /** @description `ETag` of an answer that is at hand: where it still holds, the answer is a 304 without a body */
        'If-None-Match'?: string;
      };
      path: {
        /**
         * @description Name of the detector
         * @example payments
         */
        name: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The detector */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "name": "payments",
           *       "live": 2,
           *       "promotions": [
           *         {
           *           "version": 1,
           *           "at": "2026-01-05T12:00:00.000Z",
           *           "by": "ana"
           *         },
           *         {
           *           "version": 2,
           *           "at": "2026-01-05T12:00:00.000Z",
           *           "by": "ana"
           *         }
           *       ],
           *       "versions": [
           *         {
           *           "version": 1,
           *           "stage": "candidate",
           *           "detector": "ecod",
           *           "trainedAt": "2026-01-05T12:00:00.000Z",
           *           "trainedBy": "ana",
           *           "nRows": 60,
           *           "jobId": "job-1",
           *           "params": {
           *             "contamination": 0.1,
           *             "seed": 0
           *           },
           *           "threshold": 5.416100402204421,
           *           "training": {
           *             "detector": "ecod",
           *             "params": {},
           *             "exclude": [],
           *             "scale": "standard",
           *             "missing": "median",
           *             "seed": 0,
           *             "promote": "always"
           *           },
           *           "data": {
           *             "sha256": "5555555555555555555555555555555555555555555555555555555555555555",
           *             "fileName": "payments.csv",
           *             "sizeBytes": 546
           *           },
           *           "parent": null,
           *           "modelSha256": "5555555555555555555555555555555555555555555555555555555555555555",
           *           "modelBytes": 1870,
           *           "columns": [
           *             {
           *               "name": "hour",
           *               "role": "number",
           *               "reason": "numbers",
           *               "importance": 0.5174707101768597
           *             },
           *             {
           *               "name": "amount",
           *               "role": "number",
           *               "reason": "numbers",
           *               "importance": 0.4825292898231402
           *             },
           *             {
           *               "name": "country",
           *               "role": "category",
           *               "reason": "3 categories: one feature each",
           *               "importance": 8.60397384052909e-17
           *             }
           *           ],
           *           "heldBack": {
           *             "nRows": 15,
           *             "alarmShare": 0.4666666666666667,
           *             "expectedShare": 0.1,
           *             "stability": 0.8821428571428571
           *           },
           *           "tuning": null,
           *           "notes": [],
           *           "seconds": 0.1
           *         },
           *         {
           *           "version": 2,
           *           "stage": "live",
           *           "detector": "ecod",
           *           "trainedAt": "2026-01-05T12:00:00.000Z",
           *           "trainedBy": "ana",
           *           "nRows": 61,
           *           "jobId": "job-2",
           *           "params": {
           *             "contamination": 0.1,
           *             "seed": 0
           *           },
           *           "threshold": 5.465890988730941,
           *           "training": {
           *             "detector": "ecod",
           *             "params": {},
           *             "exclude": [],
           *             "scale": "standard",
           *             "missing": "median",
           *             "seed": 0,
           *             "promote": "always"
           *           },
           *           "data": {
           *             "sha256": "5555555555555555555555555555555555555555555555555555555555555555",
           *             "fileName": "payments.csv",
           *             "sizeBytes": 555
           *           },
           *           "parent": 1,
           *           "modelSha256": "5555555555555555555555555555555555555555555555555555555555555555",
           *           "modelBytes": 1985,
           *           "columns": [
           *             {
           *               "name": "hour",
           *               "role": "number",
           *               "reason": "numbers",
           *               "importance": 0.4616799281774047
           *             },
           *             {
           *               "name": "amount",
           *               "role": "number",
           *               "reason": "numbers",
           *               "importance": 0.4600460761169783
           *             },
           *             {
           *               "name": "country",
           *               "role": "category",
           *               "reason": "4 categories: one feature each",
           *               "importance": 0.078273995705617
           *             }
           *           ],
           *           "heldBack": {
           *             "nRows": 15,
           *             "alarmShare": 0.06666666666666667,
           *             "expectedShare": 0.1,
           *             "stability": 0.9749552772808586
           *           },
           *           "tuning": null,
           *           "notes": [],
           *           "seconds": 0.1
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['GetDetectorAnswer'];
        };
      };
      /** @description Unchanged since the answer of that `ETag` */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no such thing */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  deleteDetector: {
    parameters: {
      query?: {
        /**
         * @description Only this version
         * @example 1
         */
        version?: number;
      };
      header?: {
        /** @description Chosen by the client, such as a random UUID: when the request is repeated with it within a day, it is answered as it was the first time and changes nothing again */
        'Idempotency-Key'?: string;
      };
      path: {
        /**
         * @description Name of the detector
         * @example payments
         */
        name: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Accepted */
      202: {
        headers: {
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          'Idempotency-Replayed': components['headers']['IdempotencyReplayed'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "requestId": "7f1b3c52-94aa-4c0e-8f5e-2d6c1e0b9a11"
           *     }
           */
          'application/json': components['schemas']['Accepted'];
        };
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no such thing */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description It does not go with what is there now: a request of the same `Idempotency-Key` is still being served, or another was first */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The `Idempotency-Key` was used for another request, or the content cannot be worked on */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  compareDetectorVersions: {
    parameters: {
      query: {
        /**
         * @description One version
         * @example 1
         */
        a: number;
        /**
         * @description The other one
         * @example 2
         */
        b: number;
      };
      header?: {
        /** @description `ETag` of an answer that is at hand: where it still holds, the answer is a 304 without a body */
        'If-None-Match'?: string;
      };
      path: {
        /**
         * @description Name of the detector
         * @example payments
         */
        name: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description In what they differ */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "a": 1,
           *       "b": 2,
           *       "isSameData": false,
           *       "differences": [
           *         {
           *           "what": "rows",
           *           "a": "60",
           *           "b": "61"
           *         },
           *         {
           *           "what": "data",
           *           "a": "f7564278c3a4",
           *           "b": "1c39a69ac9b4"
           *         },
           *         {
           *           "what": "threshold",
           *           "a": "5.4161",
           *           "b": "5.46589"
           *         },
           *         {
           *           "what": "held back: alarmShare",
           *           "a": "0.466667",
           *           "b": "0.0666667"
           *         },
           *         {
           *           "what": "held back: stability",
           *           "a": "0.882143",
           *           "b": "0.974955"
           *         }
           *       ],
           *       "columns": []
           *     }
           */
          'application/json': components['schemas']['CompareDetectorVersionsAnswer'];
        };
      };
      /** @description Unchanged since the answer of that `ETag` */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no such thing */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  scoreRecords: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description NAME for the live version, or NAME@VERSION
         * @example payments
         */
        name: string;
      };
      cookie?: never;
    };
    /** @description What scoreRecords is asked for */
    requestBody: {
      content: {
        /**
         * @example {
         *       "records": [
         *         {
         *           "amount": 950,
         *           "country": "DE",
         *           "hour": 3
         *         }
         *       ],
         *       "explain": true
         *     }
         */
        'application/json': components['schemas']['ScoreRecordsRequest'];
      };
    };
    responses: {
      /** @description The scores */
      200: {
        headers: {
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "name": "payments",
           *       "version": 2,
           *       "results": [
           *         {
           *           "score": 10.841169396415106,
           *           "rank": 0.9836065573770492,
           *           "probability": 0.5543744702263375,
           *           "isAnomaly": true,
           *           "threshold": 5.465890988730941,
           *           "missing": [],
           *           "contributions": [
           *             {
           *               "column": "amount",
           *               "contribution": 4.804021044733257
           *             },
           *             {
           *               "column": "hour",
           *               "contribution": 4.110873864173311
           *             },
           *             {
           *               "column": "country",
           *               "contribution": 1.9262744875085376
           *             }
           *           ]
           *         }
           *       ],
           *       "unknownColumns": []
           *     }
           */
          'application/json': components['schemas']['ScoreRecordsAnswer'];
        };
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no such thing */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body did not arrive in time */
      408: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is too large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is not of a media type that is taken here */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  storeTable: {
    parameters: {
      query?: {
        /**
         * @description What the file is called
         * @example payments.csv
         */
        name?: string;
      };
      header?: {
        /** @description Chosen by the client, such as a random UUID: when the request is repeated with it within a day, it is answered as it was the first time and changes nothing again */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    /** @description The file as it is */
    requestBody: {
      content: {
        'application/octet-stream': string;
        /**
         * @example amount,country,hour
         *     12.5,DE,10
         */
        'text/csv': string;
        'application/x-ndjson': string;
        'application/vnd.apache.parquet': string;
      };
    };
    responses: {
      /** @description Stored */
      201: {
        headers: {
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          'Idempotency-Replayed': components['headers']['IdempotencyReplayed'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "sha256": "5555555555555555555555555555555555555555555555555555555555555555",
           *       "fileName": "payments.csv",
           *       "sizeBytes": 31
           *     }
           */
          'application/json': components['schemas']['StoredTable'];
        };
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body did not arrive in time */
      408: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description It does not go with what is there now: a request of the same `Idempotency-Key` is still being served, or another was first */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is too large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is not of a media type that is taken here */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The `Idempotency-Key` was used for another request, or the content cannot be worked on */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  scoreTable: {
    parameters: {
      query?: never;
      header?: {
        /** @description Chosen by the client, such as a random UUID: when the request is repeated with it within a day, it is answered as it was the first time and changes nothing again */
        'Idempotency-Key'?: string;
      };
      path: {
        /**
         * @description NAME for the live version, or NAME@VERSION
         * @example payments
         */
        name: string;
      };
      cookie?: never;
    };
    /** @description What scoreTable is asked for */
    requestBody: {
      content: {
        /**
         * @example {
         *       "table": {
         *         "sha256": "2bbc11692cda57c3b4dded3d0d090afb2294a395f7e0639239c9e3288e5ab0f6",
         *         "fileName": "payments.csv"
         *       }
         *     }
         */
        'application/json': components['schemas']['ScoreTableRequest'];
      };
    };
    responses: {
      /** @description Accepted */
      202: {
        headers: {
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          'Idempotency-Replayed': components['headers']['IdempotencyReplayed'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "requestId": "7f1b3c52-94aa-4c0e-8f5e-2d6c1e0b9a11",
           *       "jobId": "7f1b3c52-94aa-4c0e-8f5e-2d6c1e0b9a11"
           *     }
           */
          'application/json': components['schemas']['ScoreTableAnswer'];
        };
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no such thing */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body did not arrive in time */
      408: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description It does not go with what is there now: a request of the same `Idempotency-Key` is still being served, or another was first */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is too large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is not of a media type that is taken here */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The `Idempotency-Key` was used for another request, or the content cannot be worked on */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  promoteDetector: {
    parameters: {
      query?: never;
      header?: {
        /** @description Chosen by the client, such as a random UUID: when the request is repeated with it within a day, it is answered as it was the first time and changes nothing again */
        'Idempotency-Key'?: string;
      };
      path: {
        /**
         * @description Name of the detector
         * @example payments
         */
        name: string;
      };
      cookie?: never;
    };
    /** @description What promoteDetector is asked for */
    requestBody: {
      content: {
        /**
         * @example {
         *       "version": 1
         *     }
         */
        'application/json': components['schemas']['ArchiveDetectorRequest'];
      };
    };
    responses: {
      /** @description Accepted */
      202: {
        headers: {
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          'Idempotency-Replayed': components['headers']['IdempotencyReplayed'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "requestId": "7f1b3c52-94aa-4c0e-8f5e-2d6c1e0b9a11"
           *     }
           */
          'application/json': components['schemas']['Accepted'];
        };
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no such thing */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body did not arrive in time */
      408: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description It does not go with what is there now: a request of the same `Idempotency-Key` is still being served, or another was first */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is too large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is not of a media type that is taken here */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The `Idempotency-Key` was used for another request, or the content cannot be worked on */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  archiveDetector: {
    parameters: {
      query?: never;
      header?: {
        /** @description Chosen by the client, such as a random UUID: when the request is repeated with it within a day, it is answered as it was the first time and changes nothing again */
        'Idempotency-Key'?: string;
      };
      path: {
        /**
         * @description Name of the detector
         * @example payments
         */
        name: string;
      };
      cookie?: never;
    };
    /** @description What archiveDetector is asked for */
    requestBody: {
      content: {
        /**
         * @example {
         *       "version": 1
         *     }
         */
        'application/json': components['schemas']['ArchiveDetectorRequest'];
      };
    };
    responses: {
      /** @description Accepted */
      202: {
        headers: {
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          'Idempotency-Replayed': components['headers']['IdempotencyReplayed'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "requestId": "7f1b3c52-94aa-4c0e-8f5e-2d6c1e0b9a11"
           *     }
           */
          'application/json': components['schemas']['Accepted'];
        };
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no such thing */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body did not arrive in time */
      408: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description It does not go with what is there now: a request of the same `Idempotency-Key` is still being served, or another was first */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is too large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is not of a media type that is taken here */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The `Idempotency-Key` was used for another request, or the content cannot be worked on */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  rollBackDetector: {
    parameters: {
      query?: never;
      header?: {
        /** @description Chosen by the client, such as a random UUID: when the request is repeated with it within a day, it is answered as it was the first time and changes nothing again */
        'Idempotency-Key'?: string;
      };
      path: {
        /**
         * @description Name of the detector
         * @example payments
         */
        name: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Accepted */
      202: {
        headers: {
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          'Idempotency-Replayed': components['headers']['IdempotencyReplayed'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "requestId": "7f1b3c52-94aa-4c0e-8f5e-2d6c1e0b9a11"
           *     }
           */
          'application/json': components['schemas']['Accepted'];
        };
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no such thing */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description It does not go with what is there now: a request of the same `Idempotency-Key` is still being served, or another was first */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The `Idempotency-Key` was used for another request, or the content cannot be worked on */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listDetectorJobs: {
    parameters: {
      query?: {
        /** @description Most items on a page */
        limit?: number;
        /** @description `nextCursor` of the page before */
        cursor?: string;
      };
      header?: {
        /** @description `ETag` of an answer that is at hand: where it still holds, the answer is a 304 without a body */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of jobs */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          Link: components['headers']['Link'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "items": [
           *         {
           *           "jobId": "job-3",
           *           "kind": "train",
           *           "name": "payments",
           *           "state": "running",
           *           "phase": "fitting",
           *           "share": 0.5,
           *           "secondsLeft": 4,
           *           "error": null,
           *           "result": null,
           *           "requestedBy": "ana",
           *           "requestedAt": "2026-01-05T12:00:00.000Z",
           *           "endedAt": null
           *         },
           *         {
           *           "jobId": "job-2",
           *           "kind": "score",
           *           "name": "payments",
           *           "state": "done",
           *           "phase": "done",
           *           "share": 1,
           *           "secondsLeft": 0,
           *           "error": null,
           *           "result": {
           *             "version": 2,
           *             "nRows": 1,
           *             "nRefused": 0,
           *             "nAnomalies": 0,
           *             "threshold": 2,
           *             "top": [],
           *             "notes": []
           *           },
           *           "requestedBy": "ana",
           *           "requestedAt": "2026-01-05T12:00:00.000Z",
           *           "endedAt": "2026-01-05T12:00:00.000Z"
           *         },
           *         {
           *           "jobId": "job-1",
           *           "kind": "train",
           *           "name": "payments",
           *           "state": "done",
           *           "phase": "done",
           *           "share": 1,
           *           "secondsLeft": 0,
           *           "error": null,
           *           "result": {
           *             "version": 1
           *           },
           *           "requestedBy": "ana",
           *           "requestedAt": "2026-01-05T12:00:00.000Z",
           *           "endedAt": "2026-01-05T12:00:00.000Z"
           *         }
           *       ],
           *       "nextCursor": null
           *     }
           */
          'application/json': components['schemas']['DetectorJobPage'];
        };
      };
      /** @description Unchanged since the answer of that `ETag` */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getDetectorJob: {
    parameters: {
      query?: never;
      header?: {
        /** @description `ETag` of an answer that is at hand: where it still holds, the answer is a 304 without a body */
        'If-None-Match'?: string;
      };
      path: {
        /**
         * @description Of the job
         * @example job-1
         */
        jobId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The job */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "jobId": "job-1",
           *       "kind": "train",
           *       "name": "payments",
           *       "state": "done",
           *       "phase": "done",
           *       "share": 1,
           *       "secondsLeft": 0,
           *       "error": null,
           *       "result": {
           *         "version": 1
           *       },
           *       "requestedBy": "ana",
           *       "requestedAt": "2026-01-05T12:00:00.000Z",
           *       "endedAt": "2026-01-05T12:00:00.000Z"
           *     }
           */
          'application/json': components['schemas']['DetectorJob'];
        };
      };
      /** @description Unchanged since the answer of that `ETag` */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no such thing */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getDetections: {
    parameters: {
      query?: never;
      header?: {
        /** @description `ETag` of an answer that is at hand: where it still holds, the answer is a 304 without a body */
        'If-None-Match'?: string;
      };
      path: {
        /**
         * @description Of the job
         * @example job-2
         */
        jobId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description CSV, a line a row */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example row,score,rank,probability,is_anomaly
           *     0,1.5,0.4,0.02,0
           */
          'text/csv; charset=utf-8': string;
        };
      };
      /** @description Unchanged since the answer of that `ETag` */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no such thing */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  cancelDetectorJob: {
    parameters: {
      query?: never;
      header?: {
        /** @description Chosen by the client, such as a random UUID: when the request is repeated with it within a day, it is answered as it was the first time and changes nothing again */
        'Idempotency-Key'?: string;
      };
      path: {
        /**
         * @description Of the job
         * @example job-3
         */
        jobId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Accepted */
      202: {
        headers: {
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          'Idempotency-Replayed': components['headers']['IdempotencyReplayed'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "requestId": "7f1b3c52-94aa-4c0e-8f5e-2d6c1e0b9a11"
           *     }
           */
          'application/json': components['schemas']['Accepted'];
        };
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no such thing */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description It does not go with what is there now: a request of the same `Idempotency-Key` is still being served, or another was first */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The `Idempotency-Key` was used for another request, or the content cannot be worked on */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  judgeFinding: {
    parameters: {
      query?: never;
      header?: {
        /** @description Chosen by the client, such as a random UUID: when the request is repeated with it within a day, it is answered as it was the first time and changes nothing again */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    /** @description What judgeFinding is asked for */
    requestBody: {
      content: {
        /**
         * @example {
         *       "subjectId": "metric-1",
         *       "verdict": "false-alarm",
         *       "reason": "A test"
         *     }
         */
        'application/json': components['schemas']['JudgeFindingRequest'];
      };
    };
    responses: {
      /** @description Accepted */
      202: {
        headers: {
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          'Idempotency-Replayed': components['headers']['IdempotencyReplayed'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "requestId": "7f1b3c52-94aa-4c0e-8f5e-2d6c1e0b9a11"
           *     }
           */
          'application/json': components['schemas']['Accepted'];
        };
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no such thing */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body did not arrive in time */
      408: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description It does not go with what is there now: a request of the same `Idempotency-Key` is still being served, or another was first */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is too large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is not of a media type that is taken here */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The `Idempotency-Key` was used for another request, or the content cannot be worked on */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getFindingPrecision: {
    parameters: {
      query?: never;
      header?: {
        /** @description `ETag` of an answer that is at hand: where it still holds, the answer is a 304 without a body */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The figures */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "nJudged": 1,
           *       "nConfirmed": 1,
           *       "precision": 1,
           *       "months": [
           *         {
           *           "month": "2026-02",
           *           "nJudged": 1,
           *           "nConfirmed": 1,
           *           "precision": 1
           *         }
           *       ],
           *       "kinds": [
           *         {
           *           "kind": "volume/up",
           *           "nJudged": 1,
           *           "nConfirmed": 1,
           *           "precision": 1
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['FindingPrecision'];
        };
      };
      /** @description Unchanged since the answer of that `ETag` */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listReports: {
    parameters: {
      query?: {
        /**
         * @description How long a time it covers
         * @example monthly
         */
        period?: 'daily' | 'weekly' | 'monthly';
        /** @description Only those by this template; default: those by none */
        template?: string;
        /** @description Most items on a page */
        limit?: number;
        /** @description `nextCursor` of the page before */
        cursor?: string;
      };
      header?: {
        /** @description `ETag` of an answer that is at hand: where it still holds, the answer is a 304 without a body */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of reports */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          Link: components['headers']['Link'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "items": [
           *         {
           *           "reportId": "monthly-2026-01-01",
           *           "period": "monthly",
           *           "from": "2026-01-01",
           *           "to": "2026-01-31",
           *           "revision": "eb6aeae3bf80bd62bbbc080ba14d065e",
           *           "artefacts": [
           *             {
           *               "format": "html",
           *               "objectKey": "reports/default/monthly-2026-01-01.html",
           *               "sizeBytes": 59
           *             }
           *           ],
           *           "createdAt": "2026-02-01T10:00:00.000Z"
           *         }
           *       ],
           *       "nextCursor": null
           *     }
           */
          'application/json': components['schemas']['ReportPage'];
        };
      };
      /** @description Unchanged since the answer of that `ETag` */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  requestReport: {
    parameters: {
      query?: never;
      header?: {
        /** @description Chosen by the client, such as a random UUID: when the request is repeated with it within a day, it is answered as it was the first time and changes nothing again */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    /** @description What requestReport is asked for */
    requestBody: {
      content: {
        /**
         * @example {
         *       "period": "daily",
         *       "date": "2026-01-05"
         *     }
         */
        'application/json': components['schemas']['RequestReportRequest'];
      };
    };
    responses: {
      /** @description Accepted */
      202: {
        headers: {
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          'Idempotency-Replayed': components['headers']['IdempotencyReplayed'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "requestId": "7f1b3c52-94aa-4c0e-8f5e-2d6c1e0b9a11",
           *       "reportId": "daily-2026-01-05"
           *     }
           */
          'application/json': components['schemas']['ReportAccepted'];
        };
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body did not arrive in time */
      408: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description It does not go with what is there now: a request of the same `Idempotency-Key` is still being served, or another was first */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is too large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is not of a media type that is taken here */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The `Idempotency-Key` was used for another request, or the content cannot be worked on */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getReport: {
    parameters: {
      query?: never;
      header?: {
        /** @description `ETag` of an answer that is at hand: where it still holds, the answer is a 304 without a body */
        'If-None-Match'?: string;
      };
      path: {
        /**
         * @description `<period>-<first day>`
         * @example monthly-2026-01-01
         */
        reportId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The report */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "reportId": "monthly-2026-01-01",
           *       "period": "monthly",
           *       "from": "2026-01-01",
           *       "to": "2026-01-31",
           *       "revision": "eb6aeae3bf80bd62bbbc080ba14d065e",
           *       "artefacts": [
           *         {
           *           "format": "html",
           *           "objectKey": "reports/default/monthly-2026-01-01.html",
           *           "sizeBytes": 59
           *         }
           *       ],
           *       "createdAt": "2026-02-01T10:00:00.000Z",
           *       "content": {
           *         "totals": {
           *           "nConversations": 31
           *         }
           *       }
           *     }
           */
          'application/json': components['schemas']['GetReportAnswer'];
        };
      };
      /** @description Unchanged since the answer of that `ETag` */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no such thing */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getReportPage: {
    parameters: {
      query?: never;
      header?: {
        /** @description `ETag` of an answer that is at hand: where it still holds, the answer is a 304 without a body */
        'If-None-Match'?: string;
      };
      path: {
        /**
         * @description `<period>-<first day>`
         * @example monthly-2026-01-01
         */
        reportId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The page */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          [name: string]: unknown;
        };
        content: {
          /** @example <!doctype html><title>Report</title><p>31 conversations</p> */
          'text/html; charset=utf-8': string;
        };
      };
      /** @description Unchanged since the answer of that `ETag` */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no such thing */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listReportTemplates: {
    parameters: {
      query?: never;
      header?: {
        /** @description `ETag` of an answer that is at hand: where it still holds, the answer is a 304 without a body */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description All of them */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "items": [
           *         {
           *           "name": "executive-week",
           *           "isGallery": true,
           *           "version": null,
           *           "savedBy": null,
           *           "savedAt": null,
           *           "template": {
           *             "name": "executive-week",
           *             "title": {
           *               "en": "The week in brief",
           *               "de": "Die Woche in Kürze",
           *               "es": "La semana en breve",
           *               "fr": "La semaine en bref",
           *               "pt": "A semana em resumo"
           *             },
           *             "description": "The week on a page: what changed, why, and what it is about.",
           *             "period": "weekly",
           *             "language": "en",
           *             "sections": [
           *               "summary",
           *               "totals",
           *               "days",
           *               "topics",
           *               "sentiments",
           *               "incidents"
           *             ],
           *             "filters": {},
           *             "needs": [],
           *             "branding": {},
           *             "labels": {}
           *           }
           *         },
           *         {
           *           "name": "support",
           *           "isGallery": true,
           *           "version": null,
           *           "savedBy": null,
           *           "savedAt": null,
           *           "template": {
           *             "name": "support",
           *             "title": {
           *               "en": "Support",
           *               "de": "Kundendienst",
           *               "es": "Atención al cliente",
           *               "fr": "Assistance",
           *               "pt": "Apoio ao cliente"
           *             },
           *             "description": "For those who answer: what people came for, what went wrong, and which conversations to read.",
           *             "period": "weekly",
           *             "language": "en",
           *             "sections": [
           *               "summary",
           *               "totals",
           *               "topics",
           *               "intents",
           *               "issues",
           *               "hours",
           *               "unusual"
           *             ],
           *             "filters": {},
           *             "needs": [],
           *             "branding": {},
           *             "labels": {}
           *           }
           *         },
           *         {
           *           "name": "model-quality",
           *           "isGallery": true,
           *           "version": null,
           *           "savedBy": null,
           *           "savedAt": null,
           *           "template": {
           *             "name": "model-quality",
           *             "title": {
           *               "en": "Quality of the models",
           *               "de": "Güte der Modelle",
           *               "es": "Calidad de los modelos",
           *               "fr": "Qualité des modèles",
           *               "pt": "Qualidade dos modelos"
           *             },
           *             "description": "Models side by side: sentiment, quality, failures, refusals and times of answers, with intervals.",
           *             "period": "weekly",
           *             "language": "en",
           *             "sections": [
           *               "summary",
           *               "totals",
           *               "models",
           *               "issues",
           *               "languages"
           *             ],
           *             "filters": {},
           *             "needs": [],
           *             "branding": {},
           *             "labels": {}
           *           }
           *         },
           *         {
           *           "name": "cost",
           *           "isGallery": true,
           *           "version": null,
           *           "savedBy": null,
           *           "savedAt": null,
           *           "template": {
           *             "name": "cost",
           *             "title": {
           *               "en": "Cost",
           *               "de": "Kosten",
           *               "es": "Costes",
           *               "fr": "Coûts",
           *               "pt": "Custos"
           *             },
           *             "description": "What conversations cost by model. Copy it and write your prices into it: without them it gives volumes alone, and says so.",
           *             "period": "monthly",
           *             "language": "en",
           *             "sections": [
           *               "summary",
           *               "totals",
           *               "cost",
           *               "days",
           *               "models"
           *             ],
           *             "filters": {},
           *             "needs": [],
           *             "branding": {},
           *             "labels": {}
           *           }
           *         },
           *         {
           *           "name": "safety",
           *           "isGallery": true,
           *           "version": null,
           *           "savedBy": null,
           *           "savedAt": null,
           *           "template": {
           *             "name": "safety",
           *             "title": {
           *               "en": "Safety",
           *               "de": "Sicherheit",
           *               "es": "Seguridad",
           *               "fr": "Sûreté",
           *               "pt": "Segurança"
           *             },
           *             "description": "Refusals, failures, known defects and the most unusual conversations.",
           *             "period": "weekly",
           *             "language": "en",
           *             "sections": [
           *               "summary",
           *               "totals",
           *               "issues",
           *               "models",
           *               "incidents",
           *               "unusual"
           *             ],
           *             "filters": {},
           *             "needs": [],
           *             "branding": {},
           *             "labels": {}
           *           }
           *         },
           *         {
           *           "name": "language-coverage",
           *           "isGallery": true,
           *           "version": null,
           *           "savedBy": null,
           *           "savedAt": null,
           *           "template": {
           *             "name": "language-coverage",
           *             "title": {
           *               "en": "Languages",
           *               "de": "Sprachen",
           *               "es": "Idiomas",
           *               "fr": "Langues",
           *               "pt": "Idiomas"
           *             },
           *             "description": "In which languages people write, how well each is served, and what is not translated yet.",
           *             "period": "monthly",
           *             "language": "en",
           *             "sections": [
           *               "summary",
           *               "totals",
           *               "languages",
           *               "topics",
           *               "days"
           *             ],
           *             "filters": {},
           *             "needs": [],
           *             "branding": {},
           *             "labels": {}
           *           }
           *         },
           *         {
           *           "name": "incidents",
           *           "isGallery": true,
           *           "version": null,
           *           "savedBy": null,
           *           "savedAt": null,
           *           "template": {
           *             "name": "incidents",
           *             "title": {
           *               "en": "Incidents",
           *               "de": "Störungen",
           *               "es": "Incidencias",
           *               "fr": "Incidents",
           *               "pt": "Incidentes"
           *             },
           *             "description": "What was not as usual: each incident with its days, and the course around it.",
           *             "period": "weekly",
           *             "language": "en",
           *             "sections": [
           *               "summary",
           *               "incidents",
           *               "days",
           *               "hours",
           *               "unusual"
           *             ],
           *             "filters": {},
           *             "needs": [],
           *             "branding": {},
           *             "labels": {}
           *           }
           *         },
           *         {
           *           "name": "customer-account",
           *           "isGallery": true,
           *           "version": null,
           *           "savedBy": null,
           *           "savedAt": null,
           *           "template": {
           *             "name": "customer-account",
           *             "title": {
           *               "en": "Customer account",
           *               "de": "Kundenkonto",
           *               "es": "Cuenta de cliente",
           *               "fr": "Compte client",
           *               "pt": "Conta de cliente"
           *             },
           *             "description": "One customer: what they asked, how it went, and what stood out. Asks for the user, or several users of one customer.",
           *             "period": "monthly",
           *             "language": "en",
           *             "sections": [
           *               "summary",
           *               "totals",
           *               "days",
           *               "topics",
           *               "sentiments",
           *               "issues",
           *               "models",
           *               "unusual",
           *               "users"
           *             ],
           *             "filters": {},
           *             "needs": [
           *               "user"
           *             ],
           *             "branding": {},
           *             "labels": {}
           *           }
           *         },
           *         {
           *           "name": "monday-support",
           *           "isGallery": false,
           *           "version": 1,
           *           "savedBy": "anna",
           *           "savedAt": "2026-01-02T10:00:00.000Z",
           *           "template": {
           *             "name": "monday-support",
           *             "title": "Support, Mondays",
           *             "description": "",
           *             "period": "weekly",
           *             "language": "en",
           *             "sections": [
           *               "summary",
           *               "totals",
           *               "topics",
           *               "issues"
           *             ],
           *             "filters": {},
           *             "needs": [],
           *             "branding": {},
           *             "labels": {}
           *           }
           *         },
           *         {
           *           "name": "unused",
           *           "isGallery": false,
           *           "version": 1,
           *           "savedBy": "anna",
           *           "savedAt": "2026-01-02T10:00:00.000Z",
           *           "template": {
           *             "name": "unused",
           *             "title": "Unused",
           *             "description": "",
           *             "period": "weekly",
           *             "language": "en",
           *             "sections": [
           *               "totals"
           *             ],
           *             "filters": {},
           *             "needs": [],
           *             "branding": {},
           *             "labels": {}
           *           }
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['ListReportTemplatesAnswer'];
        };
      };
      /** @description Unchanged since the answer of that `ETag` */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  saveReportTemplate: {
    parameters: {
      query?: never;
      header?: {
        /** @description Chosen by the client, such as a random UUID: when the request is repeated with it within a day, it is answered as it was the first time and changes nothing again */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    /** @description What saveReportTemplate is asked for */
    requestBody: {
      content: {
        /**
         * @example {
         *       "yaml": "name: monday-support\ntitle: Support, Mondays\nsections: [summary, totals, topics, issues]\n"
         *     }
         */
        'application/json': components['schemas']['SaveReportTemplateRequest'];
      };
    };
    responses: {
      /** @description Accepted */
      202: {
        headers: {
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          'Idempotency-Replayed': components['headers']['IdempotencyReplayed'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "requestId": "7f1b3c52-94aa-4c0e-8f5e-2d6c1e0b9a11"
           *     }
           */
          'application/json': components['schemas']['Accepted'];
        };
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body did not arrive in time */
      408: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description It does not go with what is there now: a request of the same `Idempotency-Key` is still being served, or another was first */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is too large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is not of a media type that is taken here */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The `Idempotency-Key` was used for another request, or the content cannot be worked on */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getReportTemplate: {
    parameters: {
      query?: never;
      header?: {
        /** @description `ETag` of an answer that is at hand: where it still holds, the answer is a 304 without a body */
        'If-None-Match'?: string;
      };
      path: {
        /**
         * @description Name, of small letters, digits and hyphens
         * @example monday-support
         */
        name: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The template */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "name": "monday-support",
           *       "isGallery": false,
           *       "version": 1,
           *       "savedBy": "anna",
           *       "savedAt": "2026-01-02T10:00:00.000Z",
           *       "template": {
           *         "name": "monday-support",
           *         "title": "Support, Mondays",
           *         "description": "",
           *         "period": "weekly",
           *         "language": "en",
           *         "sections": [
           *           "summary",
           *           "totals",
           *           "topics",
           *           "issues"
           *         ],
           *         "filters": {},
           *         "needs": [],
           *         "branding": {},
           *         "labels": {}
           *       },
           *       "yaml": "name: monday-support\ntitle: Support, Mondays\nsections: [summary, totals, topics, issues]\n",
           *       "history": [
           *         {
           *           "version": 1,
           *           "definition": "name: monday-support\ntitle: Support, Mondays\nsections: [summary, totals, topics, issues]\n",
           *           "savedBy": "anna",
           *           "savedAt": "2026-01-02T10:00:00.000Z"
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['GetReportTemplateAnswer'];
        };
      };
      /** @description Unchanged since the answer of that `ETag` */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no such thing */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  validateReportTemplate: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description What validateReportTemplate is asked for */
    requestBody: {
      content: {
        /**
         * @example {
         *       "yaml": "name: monday-support\ntitle: Support, Mondays\nsections: [summary, totals, topics, issues]\n"
         *     }
         */
        'application/json': components['schemas']['ValidateReportTemplateRequest'];
      };
    };
    responses: {
      /** @description All of it at once */
      200: {
        headers: {
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "problems": [],
           *       "template": {
           *         "name": "monday-support",
           *         "title": "Support, Mondays",
           *         "description": "",
           *         "period": "weekly",
           *         "language": "en",
           *         "sections": [
           *           "summary",
           *           "totals",
           *           "topics",
           *           "issues"
           *         ],
           *         "filters": {},
           *         "needs": [],
           *         "branding": {},
           *         "labels": {}
           *       }
           *     }
           */
          'application/json': components['schemas']['ValidateReportTemplateAnswer'];
        };
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body did not arrive in time */
      408: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is too large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is not of a media type that is taken here */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  removeReportTemplate: {
    parameters: {
      query?: never;
      header?: {
        /** @description Chosen by the client, such as a random UUID: when the request is repeated with it within a day, it is answered as it was the first time and changes nothing again */
        'Idempotency-Key'?: string;
      };
      path: {
        /**
         * @description Name, of small letters, digits and hyphens
         * @example unused
         */
        name: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Accepted */
      202: {
        headers: {
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          'Idempotency-Replayed': components['headers']['IdempotencyReplayed'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "requestId": "7f1b3c52-94aa-4c0e-8f5e-2d6c1e0b9a11"
           *     }
           */
          'application/json': components['schemas']['Accepted'];
        };
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no such thing */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description It does not go with what is there now: a request of the same `Idempotency-Key` is still being served, or another was first */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The `Idempotency-Key` was used for another request, or the content cannot be worked on */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listReportSchedules: {
    parameters: {
      query?: never;
      header?: {
        /** @description `ETag` of an answer that is at hand: where it still holds, the answer is a 304 without a body */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description All of them */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "items": [
           *         {
           *           "name": "support-every-monday",
           *           "version": 1,
           *           "savedBy": "anna",
           *           "savedAt": "2026-01-02T10:00:00.000Z",
           *           "schedule": {
           *             "name": "support-every-monday",
           *             "template": "monday-support",
           *             "cron": "0 8 * * 1",
           *             "zone": "Europe/Berlin",
           *             "recipients": [
           *               "webhook:mail",
           *               "anna@example.com"
           *             ],
           *             "formats": [
           *               "report.pdf"
           *             ],
           *             "filters": {}
           *           },
           *           "isPaused": false,
           *           "nextDueAt": "2126-01-07T07:00:00.000Z",
           *           "nSkipped": 0,
           *           "lastRun": {
           *             "jobId": "report-job-1",
           *             "schedule": "support-every-monday",
           *             "dueAt": "2026-01-05T07:00:00.000Z",
           *             "isMadeUp": false,
           *             "period": "weekly",
           *             "date": "2026-01-04",
           *             "template": "monday-support",
           *             "filters": {},
           *             "language": null,
           *             "formats": [
           *               "report.pdf"
           *             ],
           *             "recipients": [
           *               "webhook:mail",
           *               "anna@example.com"
           *             ],
           *             "state": "done",
           *             "phase": "done",
           *             "share": 1,
           *             "reportId": "weekly-2025-12-29.monday-support",
           *             "error": null,
           *             "attempts": 1,
           *             "requestedBy": "anna",
           *             "requestedAt": "2026-01-05T07:00:00.000Z",
           *             "endedAt": "2026-01-05T07:00:00.000Z"
           *           }
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['ListReportSchedulesAnswer'];
        };
      };
      /** @description Unchanged since the answer of that `ETag` */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  saveReportSchedule: {
    parameters: {
      query?: never;
      header?: {
        /** @description Chosen by the client, such as a random UUID: when the request is repeated with it within a day, it is answered as it was the first time and changes nothing again */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    /** @description What saveReportSchedule is asked for */
    requestBody: {
      content: {
        /**
         * @example {
         *       "yaml": "name: support-every-monday\ntemplate: monday-support\ncron: \"0 8 * * 1\"\nzone: Europe/Berlin\nrecipients: [\"webhook:mail\", \"anna@example.com\"]\n"
         *     }
         */
        'application/json': components['schemas']['SaveReportScheduleRequest'];
      };
    };
    responses: {
      /** @description Accepted */
      202: {
        headers: {
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          'Idempotency-Replayed': components['headers']['IdempotencyReplayed'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "requestId": "7f1b3c52-94aa-4c0e-8f5e-2d6c1e0b9a11",
           *       "name": "support-every-monday",
           *       "nextTimes": [
           *         "2026-12-07T07:00:00.000Z",
           *         "2026-12-14T07:00:00.000Z",
           *         "2026-12-21T07:00:00.000Z",
           *         "2026-12-28T07:00:00.000Z",
           *         "2027-01-04T07:00:00.000Z"
           *       ]
           *     }
           */
          'application/json': components['schemas']['ReportScheduleAccepted'];
        };
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no such thing */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body did not arrive in time */
      408: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description It does not go with what is there now: a request of the same `Idempotency-Key` is still being served, or another was first */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is too large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is not of a media type that is taken here */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The `Idempotency-Key` was used for another request, or the content cannot be worked on */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getReportSchedule: {
    parameters: {
      query?: never;
      header?: {
        /** @description `ETag` of an answer that is at hand: where it still holds, the answer is a 304 without a body */
        'If-None-Match'?: string;
      };
      path: {
        /**
         * @description Name, of small letters, digits and hyphens
         * @example support-every-monday
         */
        name: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The schedule */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "name": "support-every-monday",
           *       "version": 1,
           *       "savedBy": "anna",
           *       "savedAt": "2026-01-02T10:00:00.000Z",
           *       "schedule": {
           *         "name": "support-every-monday",
           *         "template": "monday-support",
           *         "cron": "0 8 * * 1",
           *         "zone": "Europe/Berlin",
           *         "recipients": [
           *           "webhook:mail",
           *           "anna@example.com"
           *         ],
           *         "formats": [
           *           "report.pdf"
           *         ],
           *         "filters": {}
           *       },
           *       "isPaused": false,
           *       "nextDueAt": "2126-01-07T07:00:00.000Z",
           *       "nSkipped": 0,
           *       "lastRun": {
           *         "jobId": "report-job-1",
           *         "schedule": "support-every-monday",
           *         "dueAt": "2026-01-05T07:00:00.000Z",
           *         "isMadeUp": false,
           *         "period": "weekly",
           *         "date": "2026-01-04",
           *         "template": "monday-support",
           *         "filters": {},
           *         "language": null,
           *         "formats": [
           *           "report.pdf"
           *         ],
           *         "recipients": [
           *           "webhook:mail",
           *           "anna@example.com"
           *         ],
           *         "state": "done",
           *         "phase": "done",
           *         "share": 1,
           *         "reportId": "weekly-2025-12-29.monday-support",
           *         "error": null,
           *         "attempts": 1,
           *         "requestedBy": "anna",
           *         "requestedAt": "2026-01-05T07:00:00.000Z",
           *         "endedAt": "2026-01-05T07:00:00.000Z"
           *       },
           *       "yaml": "name: support-every-monday\ntemplate: monday-support\ncron: \"0 8 * * 1\"\nzone: Europe/Berlin\nrecipients: [\"webhook:mail\", \"anna@example.com\"]\n",
           *       "nextTimes": [
           *         "2026-12-07T07:00:00.000Z",
           *         "2026-12-14T07:00:00.000Z",
           *         "2026-12-21T07:00:00.000Z",
           *         "2026-12-28T07:00:00.000Z",
           *         "2027-01-04T07:00:00.000Z"
           *       ],
           *       "history": [
           *         {
           *           "version": 1,
           *           "definition": "name: support-every-monday\ntemplate: monday-support\ncron: \"0 8 * * 1\"\nzone: Europe/Berlin\nrecipients: [\"webhook:mail\", \"anna@example.com\"]\n",
           *           "savedBy": "anna",
           *           "savedAt": "2026-01-02T10:00:00.000Z"
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['GetReportScheduleAnswer'];
        };
      };
      /** @description Unchanged since the answer of that `ETag` */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no such thing */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listReportScheduleRuns: {
    parameters: {
      query?: {
        /** @description Most items on a page */
        limit?: number;
        /** @description `nextCursor` of the page before */
        cursor?: string;
      };
      header?: {
        /** @description `ETag` of an answer that is at hand: where it still holds, the answer is a 304 without a body */
        'If-None-Match'?: string;
      };
      path: {
        /**
         * @description Name, of small letters, digits and hyphens
         * @example support-every-monday
         */
        name: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of runs */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          Link: components['headers']['Link'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "items": [
           *         {
           *           "jobId": "report-job-1",
           *           "schedule": "support-every-monday",
           *           "dueAt": "2026-01-05T07:00:00.000Z",
           *           "isMadeUp": false,
           *           "period": "weekly",
           *           "date": "2026-01-04",
           *           "template": "monday-support",
           *           "filters": {},
           *           "language": null,
           *           "formats": [
           *             "report.pdf"
           *           ],
           *           "recipients": [
           *             "webhook:mail",
           *             "anna@example.com"
           *           ],
           *           "state": "done",
           *           "phase": "done",
           *           "share": 1,
           *           "reportId": "weekly-2025-12-29.monday-support",
           *           "error": null,
           *           "attempts": 1,
           *           "requestedBy": "anna",
           *           "requestedAt": "2026-01-05T07:00:00.000Z",
           *           "endedAt": "2026-01-05T07:00:00.000Z"
           *         }
           *       ],
           *       "nextCursor": null
           *     }
           */
          'application/json': components['schemas']['ReportJobPage'];
        };
      };
      /** @description Unchanged since the answer of that `ETag` */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no such thing */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  pauseReportSchedule: {
    parameters: {
      query?: never;
      header?: {
        /** @description Chosen by the client, such as a random UUID: when the request is repeated with it within a day, it is answered as it was the first time and changes nothing again */
        'Idempotency-Key'?: string;
      };
      path: {
        /**
         * @description Name, of small letters, digits and hyphens
         * @example support-every-monday
         */
        name: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Accepted */
      202: {
        headers: {
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          'Idempotency-Replayed': components['headers']['IdempotencyReplayed'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "requestId": "7f1b3c52-94aa-4c0e-8f5e-2d6c1e0b9a11"
           *     }
           */
          'application/json': components['schemas']['Accepted'];
        };
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no such thing */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description It does not go with what is there now: a request of the same `Idempotency-Key` is still being served, or another was first */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The `Idempotency-Key` was used for another request, or the content cannot be worked on */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  resumeReportSchedule: {
    parameters: {
      query?: never;
      header?: {
        /** @description Chosen by the client, such as a random UUID: when the request is repeated with it within a day, it is answered as it was the first time and changes nothing again */
        'Idempotency-Key'?: string;
      };
      path: {
        /**
         * @description Name, of small letters, digits and hyphens
         * @example support-every-monday
         */
        name: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Accepted */
      202: {
        headers: {
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          'Idempotency-Replayed': components['headers']['IdempotencyReplayed'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "requestId": "7f1b3c52-94aa-4c0e-8f5e-2d6c1e0b9a11"
           *     }
           */
          'application/json': components['schemas']['Accepted'];
        };
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no such thing */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description It does not go with what is there now: a request of the same `Idempotency-Key` is still being served, or another was first */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The `Idempotency-Key` was used for another request, or the content cannot be worked on */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  runReportSchedule: {
    parameters: {
      query?: never;
      header?: {
        /** @description Chosen by the client, such as a random UUID: when the request is repeated with it within a day, it is answered as it was the first time and changes nothing again */
        'Idempotency-Key'?: string;
      };
      path: {
        /**
         * @description Name, of small letters, digits and hyphens
         * @example support-every-monday
         */
        name: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Accepted */
      202: {
        headers: {
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          'Idempotency-Replayed': components['headers']['IdempotencyReplayed'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "requestId": "7f1b3c52-94aa-4c0e-8f5e-2d6c1e0b9a11"
           *     }
           */
          'application/json': components['schemas']['Accepted'];
        };
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no such thing */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description It does not go with what is there now: a request of the same `Idempotency-Key` is still being served, or another was first */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The `Idempotency-Key` was used for another request, or the content cannot be worked on */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  removeReportSchedule: {
    parameters: {
      query?: never;
      header?: {
        /** @description Chosen by the client, such as a random UUID: when the request is repeated with it within a day, it is answered as it was the first time and changes nothing again */
        'Idempotency-Key'?: string;
      };
      path: {
        /**
         * @description Name, of small letters, digits and hyphens
         * @example support-every-monday
         */
        name: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Accepted */
      202: {
        headers: {
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          'Idempotency-Replayed': components['headers']['IdempotencyReplayed'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "requestId": "7f1b3c52-94aa-4c0e-8f5e-2d6c1e0b9a11"
           *     }
           */
          'application/json': components['schemas']['Accepted'];
        };
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no such thing */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description It does not go with what is there now: a request of the same `Idempotency-Key` is still being served, or another was first */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The `Idempotency-Key` was used for another request, or the content cannot be worked on */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getReportJob: {
    parameters: {
      query?: never;
      header?: {
        /** @description `ETag` of an answer that is at hand: where it still holds, the answer is a 304 without a body */
        'If-None-Match'?: string;
      };
      path: {
        /**
         * @description Of the job
         * @example report-job-1
         */
        jobId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The job */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "jobId": "report-job-1",
           *       "schedule": "support-every-monday",
           *       "dueAt": "2026-01-05T07:00:00.000Z",
           *       "isMadeUp": false,
           *       "period": "weekly",
           *       "date": "2026-01-04",
           *       "template": "monday-support",
           *       "filters": {},
           *       "language": null,
           *       "formats": [
           *         "report.pdf"
           *       ],
           *       "recipients": [
           *         "webhook:mail",
           *         "anna@example.com"
           *       ],
           *       "state": "done",
           *       "phase": "done",
           *       "share": 1,
           *       "reportId": "weekly-2025-12-29.monday-support",
           *       "error": null,
           *       "attempts": 1,
           *       "requestedBy": "anna",
           *       "requestedAt": "2026-01-05T07:00:00.000Z",
           *       "endedAt": "2026-01-05T07:00:00.000Z"
           *     }
           */
          'application/json': components['schemas']['ReportJob'];
        };
      };
      /** @description Unchanged since the answer of that `ETag` */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no such thing */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  cancelReportJob: {
    parameters: {
      query?: never;
      header?: {
        /** @description Chosen by the client, such as a random UUID: when the request is repeated with it within a day, it is answered as it was the first time and changes nothing again */
        'Idempotency-Key'?: string;
      };
      path: {
        /**
         * @description Of the job
         * @example report-job-2
         */
        jobId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Accepted */
      202: {
        headers: {
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          'Idempotency-Replayed': components['headers']['IdempotencyReplayed'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "requestId": "7f1b3c52-94aa-4c0e-8f5e-2d6c1e0b9a11"
           *     }
           */
          'application/json': components['schemas']['Accepted'];
        };
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no such thing */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description It does not go with what is there now: a request of the same `Idempotency-Key` is still being served, or another was first */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The `Idempotency-Key` was used for another request, or the content cannot be worked on */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listReportArtefacts: {
    parameters: {
      query?: never;
      header?: {
        /** @description `ETag` of an answer that is at hand: where it still holds, the answer is a 304 without a body */
        'If-None-Match'?: string;
      };
      path: {
        /**
         * @description `<period>-<first day>`
         * @example monthly-2026-01-01
         */
        reportId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description All of them, made or not */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "revision": "eb6aeae3bf80bd62bbbc080ba14d065e",
           *       "items": [
           *         {
           *           "name": "report.json",
           *           "contentType": "application/json; charset=utf-8",
           *           "fileName": "convoscope-monthly-2026-01-01.json",
           *           "section": null
           *         },
           *         {
           *           "name": "report.html",
           *           "contentType": "text/html; charset=utf-8",
           *           "fileName": "convoscope-monthly-2026-01-01.html",
           *           "section": null
           *         },
           *         {
           *           "name": "report.pdf",
           *           "contentType": "application/pdf",
           *           "fileName": "convoscope-monthly-2026-01-01.pdf",
           *           "section": null
           *         },
           *         {
           *           "name": "report.xlsx",
           *           "contentType": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
           *           "fileName": "convoscope-monthly-2026-01-01.xlsx",
           *           "section": null
           *         },
           *         {
           *           "name": "summary.csv",
           *           "contentType": "text/csv; charset=utf-8; header=present",
           *           "fileName": "convoscope-monthly-2026-01-01-summary.csv",
           *           "section": "summary"
           *         },
           *         {
           *           "name": "summary.parquet",
           *           "contentType": "application/vnd.apache.parquet",
           *           "fileName": "convoscope-monthly-2026-01-01-summary.parquet",
           *           "section": "summary"
           *         },
           *         {
           *           "name": "summary.arrow",
           *           "contentType": "application/vnd.apache.arrow.stream",
           *           "fileName": "convoscope-monthly-2026-01-01-summary.arrow",
           *           "section": "summary"
           *         },
           *         {
           *           "name": "totals.csv",
           *           "contentType": "text/csv; charset=utf-8; header=present",
           *           "fileName": "convoscope-monthly-2026-01-01-totals.csv",
           *           "section": "totals"
           *         },
           *         {
           *           "name": "totals.parquet",
           *           "contentType": "application/vnd.apache.parquet",
           *           "fileName": "convoscope-monthly-2026-01-01-totals.parquet",
           *           "section": "totals"
           *         },
           *         {
           *           "name": "totals.arrow",
           *           "contentType": "application/vnd.apache.arrow.stream",
           *           "fileName": "convoscope-monthly-2026-01-01-totals.arrow",
           *           "section": "totals"
           *         },
           *         {
           *           "name": "days.csv",
           *           "contentType": "text/csv; charset=utf-8; header=present",
           *           "fileName": "convoscope-monthly-2026-01-01-days.csv",
           *           "section": "days"
           *         },
           *         {
           *           "name": "days.parquet",
           *           "contentType": "application/vnd.apache.parquet",
           *           "fileName": "convoscope-monthly-2026-01-01-days.parquet",
           *           "section": "days"
           *         },
           *         {
           *           "name": "days.arrow",
           *           "contentType": "application/vnd.apache.arrow.stream",
           *           "fileName": "convoscope-monthly-2026-01-01-days.arrow",
           *           "section": "days"
           *         },
           *         {
           *           "name": "hours.csv",
           *           "contentType": "text/csv; charset=utf-8; header=present",
           *           "fileName": "convoscope-monthly-2026-01-01-hours.csv",
           *           "section": "hours"
           *         },
           *         {
           *           "name": "hours.parquet",
           *           "contentType": "application/vnd.apache.parquet",
           *           "fileName": "convoscope-monthly-2026-01-01-hours.parquet",
           *           "section": "hours"
           *         },
           *         {
           *           "name": "hours.arrow",
           *           "contentType": "application/vnd.apache.arrow.stream",
           *           "fileName": "convoscope-monthly-2026-01-01-hours.arrow",
           *           "section": "hours"
           *         },
           *         {
           *           "name": "incidents.csv",
           *           "contentType": "text/csv; charset=utf-8; header=present",
           *           "fileName": "convoscope-monthly-2026-01-01-incidents.csv",
           *           "section": "incidents"
           *         },
           *         {
           *           "name": "incidents.parquet",
           *           "contentType": "application/vnd.apache.parquet",
           *           "fileName": "convoscope-monthly-2026-01-01-incidents.parquet",
           *           "section": "incidents"
           *         },
           *         {
           *           "name": "incidents.arrow",
           *           "contentType": "application/vnd.apache.arrow.stream",
           *           "fileName": "convoscope-monthly-2026-01-01-incidents.arrow",
           *           "section": "incidents"
           *         },
           *         {
           *           "name": "topics.csv",
           *           "contentType": "text/csv; charset=utf-8; header=present",
           *           "fileName": "convoscope-monthly-2026-01-01-topics.csv",
           *           "section": "topics"
           *         },
           *         {
           *           "name": "topics.parquet",
           *           "contentType": "application/vnd.apache.parquet",
           *           "fileName": "convoscope-monthly-2026-01-01-topics.parquet",
           *           "section": "topics"
           *         },
           *         {
           *           "name": "topics.arrow",
           *           "contentType": "application/vnd.apache.arrow.stream",
           *           "fileName": "convoscope-monthly-2026-01-01-topics.arrow",
           *           "section": "topics"
           *         },
           *         {
           *           "name": "sentiments.csv",
           *           "contentType": "text/csv; charset=utf-8; header=present",
           *           "fileName": "convoscope-monthly-2026-01-01-sentiments.csv",
           *           "section": "sentiments"
           *         },
           *         {
           *           "name": "sentiments.parquet",
           *           "contentType": "application/vnd.apache.parquet",
           *           "fileName": "convoscope-monthly-2026-01-01-sentiments.parquet",
           *           "section": "sentiments"
           *         },
           *         {
           *           "name": "sentiments.arrow",
           *           "contentType": "application/vnd.apache.arrow.stream",
           *           "fileName": "convoscope-monthly-2026-01-01-sentiments.arrow",
           *           "section": "sentiments"
           *         },
           *         {
           *           "name": "issues.csv",
           *           "contentType": "text/csv; charset=utf-8; header=present",
           *           "fileName": "convoscope-monthly-2026-01-01-issues.csv",
           *           "section": "issues"
           *         },
           *         {
           *           "name": "issues.parquet",
           *           "contentType": "application/vnd.apache.parquet",
           *           "fileName": "convoscope-monthly-2026-01-01-issues.parquet",
           *           "section": "issues"
           *         },
           *         {
           *           "name": "issues.arrow",
           *           "contentType": "application/vnd.apache.arrow.stream",
           *           "fileName": "convoscope-monthly-2026-01-01-issues.arrow",
           *           "section": "issues"
           *         },
           *         {
           *           "name": "models.csv",
           *           "contentType": "text/csv; charset=utf-8; header=present",
           *           "fileName": "convoscope-monthly-2026-01-01-models.csv",
           *           "section": "models"
           *         },
           *         {
           *           "name": "models.parquet",
           *           "contentType": "application/vnd.apache.parquet",
           *           "fileName": "convoscope-monthly-2026-01-01-models.parquet",
           *           "section": "models"
           *         },
           *         {
           *           "name": "models.arrow",
           *           "contentType": "application/vnd.apache.arrow.stream",
           *           "fileName": "convoscope-monthly-2026-01-01-models.arrow",
           *           "section": "models"
           *         },
           *         {
           *           "name": "languages.csv",
           *           "contentType": "text/csv; charset=utf-8; header=present",
           *           "fileName": "convoscope-monthly-2026-01-01-languages.csv",
           *           "section": "languages"
           *         },
           *         {
           *           "name": "languages.parquet",
           *           "contentType": "application/vnd.apache.parquet",
           *           "fileName": "convoscope-monthly-2026-01-01-languages.parquet",
           *           "section": "languages"
           *         },
           *         {
           *           "name": "languages.arrow",
           *           "contentType": "application/vnd.apache.arrow.stream",
           *           "fileName": "convoscope-monthly-2026-01-01-languages.arrow",
           *           "section": "languages"
           *         },
           *         {
           *           "name": "intents.csv",
           *           "contentType": "text/csv; charset=utf-8; header=present",
           *           "fileName": "convoscope-monthly-2026-01-01-intents.csv",
           *           "section": "intents"
           *         },
           *         {
           *           "name": "intents.parquet",
           *           "contentType": "application/vnd.apache.parquet",
           *           "fileName": "convoscope-monthly-2026-01-01-intents.parquet",
           *           "section": "intents"
           *         },
           *         {
           *           "name": "intents.arrow",
           *           "contentType": "application/vnd.apache.arrow.stream",
           *           "fileName": "convoscope-monthly-2026-01-01-intents.arrow",
           *           "section": "intents"
           *         },
           *         {
           *           "name": "sources.csv",
           *           "contentType": "text/csv; charset=utf-8; header=present",
           *           "fileName": "convoscope-monthly-2026-01-01-sources.csv",
           *           "section": "sources"
           *         },
           *         {
           *           "name": "sources.parquet",
           *           "contentType": "application/vnd.apache.parquet",
           *           "fileName": "convoscope-monthly-2026-01-01-sources.parquet",
           *           "section": "sources"
           *         },
           *         {
           *           "name": "sources.arrow",
           *           "contentType": "application/vnd.apache.arrow.stream",
           *           "fileName": "convoscope-monthly-2026-01-01-sources.arrow",
           *           "section": "sources"
           *         },
           *         {
           *           "name": "unusual.csv",
           *           "contentType": "text/csv; charset=utf-8; header=present",
           *           "fileName": "convoscope-monthly-2026-01-01-unusual.csv",
           *           "section": "unusual"
           *         },
           *         {
           *           "name": "unusual.parquet",
           *           "contentType": "application/vnd.apache.parquet",
           *           "fileName": "convoscope-monthly-2026-01-01-unusual.parquet",
           *           "section": "unusual"
           *         },
           *         {
           *           "name": "unusual.arrow",
           *           "contentType": "application/vnd.apache.arrow.stream",
           *           "fileName": "convoscope-monthly-2026-01-01-unusual.arrow",
           *           "section": "unusual"
           *         },
           *         {
           *           "name": "users.csv",
           *           "contentType": "text/csv; charset=utf-8; header=present",
           *           "fileName": "convoscope-monthly-2026-01-01-users.csv",
           *           "section": "users"
           *         },
           *         {
           *           "name": "users.parquet",
           *           "contentType": "application/vnd.apache.parquet",
           *           "fileName": "convoscope-monthly-2026-01-01-users.parquet",
           *           "section": "users"
           *         },
           *         {
           *           "name": "users.arrow",
           *           "contentType": "application/vnd.apache.arrow.stream",
           *           "fileName": "convoscope-monthly-2026-01-01-users.arrow",
           *           "section": "users"
           *         },
           *         {
           *           "name": "conversations.csv",
           *           "contentType": "text/csv; charset=utf-8; header=present",
           *           "fileName": "convoscope-monthly-2026-01-01-conversations.csv",
           *           "section": "conversations"
           *         },
           *         {
           *           "name": "conversations.parquet",
           *           "contentType": "application/vnd.apache.parquet",
           *           "fileName": "convoscope-monthly-2026-01-01-conversations.parquet",
           *           "section": "conversations"
           *         },
           *         {
           *           "name": "conversations.arrow",
           *           "contentType": "application/vnd.apache.arrow.stream",
           *           "fileName": "convoscope-monthly-2026-01-01-conversations.arrow",
           *           "section": "conversations"
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['ListReportArtefactsAnswer'];
        };
      };
      /** @description Unchanged since the answer of that `ETag` */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no such thing */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getReportArtefact: {
    parameters: {
      query?: never;
      header?: {
        /** @description `ETag` of an answer that is at hand: where it still holds, the answer is a 304 without a body */
        'If-None-Match'?: string;
        /** @description Part of the file that is wanted, such as `bytes=0-1023`; several parts are answered with the whole */
        Range?: string;
      };
      path: {
        /**
         * @description `<period>-<first day>`
         * @example monthly-2026-01-01
         */
        reportId: string;
        /**
         * @description Of the file, as the list has it
         * @example totals.csv
         */
        name:
          | 'report.json'
          | 'report.html'
          | 'report.pdf'
          | 'report.xlsx'
          | 'summary.csv'
          | 'summary.parquet'
          | 'summary.arrow'
          | 'totals.csv'
          | 'totals.parquet'
          | 'totals.arrow'
          | 'days.csv'
          | 'days.parquet'
          | 'days.arrow'
          | 'hours.csv'
          | 'hours.parquet'
          | 'hours.arrow'
          | 'incidents.csv'
          | 'incidents.parquet'
          | 'incidents.arrow'
          | 'topics.csv'
          | 'topics.parquet'
          | 'topics.arrow'
          | 'sentiments.csv'
          | 'sentiments.parquet'
          | 'sentiments.arrow'
          | 'issues.csv'
          | 'issues.parquet'
          | 'issues.arrow'
          | 'models.csv'
          | 'models.parquet'
          | 'models.arrow'
          | 'languages.csv'
          | 'languages.parquet'
          | 'languages.arrow'
          | 'intents.csv'
          | 'intents.parquet'
          | 'intents.arrow'
          | 'sources.csv'
          | 'sources.parquet'
          | 'sources.arrow'
          | 'groups.csv'
          | 'groups.parquet'
          | 'groups.arrow'
          | 'cost.csv'
          | 'cost.parquet'
          | 'cost.arrow'
          | 'unusual.csv'
          | 'unusual.parquet'
          | 'unusual.arrow'
          | 'users.csv'
          | 'users.parquet'
          | 'users.arrow'
          | 'notes.csv'
          | 'notes.parquet'
          | 'notes.arrow'
          | 'conversations.csv'
          | 'conversations.parquet'
          | 'conversations.arrow';
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The file */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          'Accept-Ranges': components['headers']['AcceptRanges'];
          'Repr-Digest': components['headers']['ReprDigest'];
          'Content-Disposition': components['headers']['ContentDisposition'];
          [name: string]: unknown;
        };
        content: {
          'application/octet-stream': string;
        };
      };
      /** @description The part of the file */
      206: {
        headers: {
          ETag: components['headers']['ETag'];
          'Content-Range': components['headers']['ContentRange'];
          'Accept-Ranges': components['headers']['AcceptRanges'];
          'Repr-Digest': components['headers']['ReprDigest'];
          'Content-Disposition': components['headers']['ContentDisposition'];
          [name: string]: unknown;
        };
        content: {
          'application/octet-stream': string;
        };
      };
      /** @description Unchanged since the answer of that `ETag` */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no such thing */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The file is shorter than the range that is asked for; `Content-Range` says how long it is */
      416: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getProcessingState: {
    parameters: {
      query?: never;
      header?: {
        /** @description `ETag` of an answer that is at hand: where it still holds, the answer is a 304 without a body */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The state */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "sources": [
           *         {
           *           "source": "noco",
           *           "state": {
           *             "nRows": 31
           *           },
           *           "updatedAt": "2026-02-01T10:00:00.000Z"
           *         }
           *       ],
           *       "errors": {
           *         "retrying": 0,
           *         "parked": 1,
           *         "resolved": 0
           *       }
           *     }
           */
          'application/json': components['schemas']['GetProcessingStateAnswer'];
        };
      };
      /** @description Unchanged since the answer of that `ETag` */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listProcessingErrors: {
    parameters: {
      query?: {
        /** @description Name of the configured source */
        source?: string;
        /**
         * @description Where it stands
         * @example parked
         */
        status?: 'retrying' | 'parked' | 'resolved';
        /** @description Id of the conversation */
        conversationId?: string;
        /** @description Most items on a page */
        limit?: number;
        /** @description `nextCursor` of the page before */
        cursor?: string;
      };
      header?: {
        /** @description `ETag` of an answer that is at hand: where it still holds, the answer is a 304 without a body */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of errors */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          Link: components['headers']['Link'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "items": [
           *         {
           *           "source": "noco",
           *           "sourceRowId": "7",
           *           "conversationId": null,
           *           "field": "messages",
           *           "reason": "not-json",
           *           "message": "messages is not JSON",
           *           "status": "parked",
           *           "attempts": 1,
           *           "firstSeenAt": "2026-02-01T10:00:00.000Z",
           *           "lastSeenAt": "2026-02-01T10:00:00.000Z",
           *           "nextRetryAt": null
           *         }
           *       ],
           *       "nextCursor": null
           *     }
           */
          'application/json': components['schemas']['ProcessingErrorPage'];
        };
      };
      /** @description Unchanged since the answer of that `ETag` */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  requestSync: {
    parameters: {
      query?: never;
      header?: {
        /** @description Chosen by the client, such as a random UUID: when the request is repeated with it within a day, it is answered as it was the first time and changes nothing again */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    /** @description What requestSync is asked for */
    requestBody: {
      content: {
        /**
         * @example {
         *       "mode": "incremental"
         *     }
         */
        'application/json': components['schemas']['RequestSyncRequest'];
      };
    };
    responses: {
      /** @description Accepted */
      202: {
        headers: {
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          'Idempotency-Replayed': components['headers']['IdempotencyReplayed'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "requestId": "7f1b3c52-94aa-4c0e-8f5e-2d6c1e0b9a11"
           *     }
           */
          'application/json': components['schemas']['Accepted'];
        };
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body did not arrive in time */
      408: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description It does not go with what is there now: a request of the same `Idempotency-Key` is still being served, or another was first */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is too large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is not of a media type that is taken here */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The `Idempotency-Key` was used for another request, or the content cannot be worked on */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getLedger: {
    parameters: {
      query?: {
        /**
         * @description Name of the configured source
         * @example noco
         */
        source?: string;
        /** @description First day, inclusive (UTC) */
        from?: string & (unknown & unknown);
        /** @description Last day, inclusive (UTC) */
        to?: string & (unknown & unknown);
      };
      header?: {
        /** @description `ETag` of an answer that is at hand: where it still holds, the answer is a 304 without a body */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The ledger, and how far the proof is that in = out */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "proof": {
           *         "last": null,
           *         "running": null,
           *         "failure": null
           *       },
           *       "items": [
           *         {
           *           "source": "noco",
           *           "date": "2026-01-05",
           *           "stage": "mongodb",
           *           "count": 3,
           *           "hash": "0123456789abcdef",
           *           "nMissing": 1,
           *           "nExtra": 2,
           *           "nNotCompared": 0,
           *           "countedAt": "2026-02-01T10:00:00.000Z"
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['GetLedgerAnswer'];
        };
      };
      /** @description Unchanged since the answer of that `ETag` */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listDeadLetters: {
    parameters: {
      query?: {
        /** @description What it is about */
        topic?:
          | 'conversations.submitted.v1'
          | 'conversations.ingested.v1'
          | 'conversations.deleted.v1'
          | 'conversations.translated.v1'
          | 'conversations.categorised.v1'
          | 'conversations.scored.v1'
          | 'anomalies.detected.v1'
          | 'incidents.changed.v1'
          | 'rules.changed.v1'
          | 'detectors.requested.v1'
          | 'reports.requested.v1'
          | 'reports.completed.v1'
          | 'report-plans.changed.v1'
          | 'reports.dispatched.v1'
          | 'feedback.given.v1'
          | 'syncs.requested.v1';
        /**
         * @description Most items on a page
         * @example 10
         */
        limit?: number;
      };
      header?: {
        /** @description `ETag` of an answer that is at hand: where it still holds, the answer is a 304 without a body */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Dead letters that are neither replayed nor dropped */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "items": []
           *     }
           */
          'application/json': components['schemas']['ListDeadLettersAnswer'];
        };
      };
      /** @description Unchanged since the answer of that `ETag` */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getDeadLetter: {
    parameters: {
      query?: never;
      header?: {
        /** @description `ETag` of an answer that is at hand: where it still holds, the answer is a 304 without a body */
        'If-None-Match'?: string;
      };
      path: {
        /**
         * @description What it is about
         * @example syncs.requested.v1
         */
        topic:
          | 'conversations.submitted.v1'
          | 'conversations.ingested.v1'
          | 'conversations.deleted.v1'
          | 'conversations.translated.v1'
          | 'conversations.categorised.v1'
          | 'conversations.scored.v1'
          | 'anomalies.detected.v1'
          | 'incidents.changed.v1'
          | 'rules.changed.v1'
          | 'detectors.requested.v1'
          | 'reports.requested.v1'
          | 'reports.completed.v1'
          | 'report-plans.changed.v1'
          | 'reports.dispatched.v1'
          | 'feedback.given.v1'
          | 'syncs.requested.v1';
        /**
         * @description Id
         * @example 0-0
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The dead letter */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WholeDeadLetter'];
        };
      };
      /** @description Unchanged since the answer of that `ETag` */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no such thing */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  replayDeadLetters: {
    parameters: {
      query?: never;
      header?: {
        /** @description Chosen by the client, such as a random UUID: when the request is repeated with it within a day, it is answered as it was the first time and changes nothing again */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    /** @description What replayDeadLetters is asked for */
    requestBody: {
      content: {
        /**
         * @example {
         *       "topic": "conversations.ingested.v1",
         *       "ids": "all"
         *     }
         */
        'application/json': components['schemas']['ReplayDeadLettersRequest'];
      };
    };
    responses: {
      /** @description How many were replayed */
      200: {
        headers: {
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          'Idempotency-Replayed': components['headers']['IdempotencyReplayed'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "nReplayed": 0,
           *       "nWaiting": 0
           *     }
           */
          'application/json': components['schemas']['ReplayDeadLettersAnswer'];
        };
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no such thing */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body did not arrive in time */
      408: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description It does not go with what is there now: a request of the same `Idempotency-Key` is still being served, or another was first */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is too large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is not of a media type that is taken here */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The `Idempotency-Key` was used for another request, or the content cannot be worked on */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  dropDeadLetters: {
    parameters: {
      query?: never;
      header?: {
        /** @description Chosen by the client, such as a random UUID: when the request is repeated with it within a day, it is answered as it was the first time and changes nothing again */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    /** @description What dropDeadLetters is asked for */
    requestBody: {
      content: {
        /**
         * @example {
         *       "topic": "conversations.ingested.v1",
         *       "ids": [
         *         "0-0"
         *       ],
         *       "because": "It is empty"
         *     }
         */
        'application/json': components['schemas']['DropDeadLettersRequest'];
      };
    };
    responses: {
      /** @description How many were dropped */
      200: {
        headers: {
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          'Idempotency-Replayed': components['headers']['IdempotencyReplayed'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "nDropped": 0
           *     }
           */
          'application/json': components['schemas']['DropDeadLettersAnswer'];
        };
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body did not arrive in time */
      408: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description It does not go with what is there now: a request of the same `Idempotency-Key` is still being served, or another was first */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is too large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is not of a media type that is taken here */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The `Idempotency-Key` was used for another request, or the content cannot be worked on */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listAuditLog: {
    parameters: {
      query?: {
        /**
         * @description What was done, such as `access.denied`
         * @example dead-letter.drop
         */
        action?: string;
        /** @description Who did it */
        by?: string;
        /** @description First day, inclusive (UTC) */
        from?: string & (unknown & unknown);
        /** @description Last day, inclusive (UTC) */
        to?: string & (unknown & unknown);
        /**
         * @description Most items on a page
         * @example 10
         */
        limit?: number;
        /** @description `nextCursor` of the page before */
        cursor?: string;
      };
      header?: {
        /** @description `ETag` of an answer that is at hand: where it still holds, the answer is a 304 without a body */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of the audit log */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          Link: components['headers']['Link'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "items": [
           *         {
           *           "sequence": 1,
           *           "at": "2026-02-01T10:00:00.000Z",
           *           "by": "ana",
           *           "action": "dead-letter.drop",
           *           "subject": "syncs.requested.v1/0-7 (ingestion)",
           *           "because": "It is empty",
           *           "before": "5555555555555555555555555555555555555555555555555555555555555555",
           *           "after": null,
           *           "previousHash": null,
           *           "hash": "5555555555555555555555555555555555555555555555555555555555555555"
           *         }
           *       ],
           *       "nextCursor": null
           *     }
           */
          'application/json': components['schemas']['AuditEntryPage'];
        };
      };
      /** @description Unchanged since the answer of that `ETag` */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  exportAuditLog: {
    parameters: {
      query?: {
        /**
         * @description What was done, such as `access.denied`
         * @example dead-letter.drop
         */
        action?: string;
        /** @description Who did it */
        by?: string;
        /** @description First day, inclusive (UTC) */
        from?: string & (unknown & unknown);
        /** @description Last day, inclusive (UTC) */
        to?: string & (unknown & unknown);
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A line an entry */
      200: {
        headers: {
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example sequence,at,by,action,subject,because,before,after,previousHash,hash
           *     1,2026-02-01T10:00:00.000Z,ana,dead-letter.drop,syncs.requested.v1/0-7 (ingestion),It is empty,1111111111111111111111111111111111111111111111111111111111111111,,,4e05c7345f9f7b320d06aa44e02492fd76d05b5550d8488804733a7745eec1a9
           */
          'text/csv; charset=utf-8': string;
        };
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  proveAuditEntry: {
    parameters: {
      query?: never;
      header?: {
        /** @description `ETag` of an answer that is at hand: where it still holds, the answer is a 304 without a body */
        'If-None-Match'?: string;
      };
      path: {
        /**
         * @description Number of the entry
         * @example 1
         */
        sequence: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The proof */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "entry": {
           *         "sequence": 1,
           *         "at": "2026-02-01T10:00:00.000Z",
           *         "by": "ana",
           *         "action": "dead-letter.drop",
           *         "subject": "syncs.requested.v1/0-7 (ingestion)",
           *         "because": "It is empty",
           *         "before": "5555555555555555555555555555555555555555555555555555555555555555",
           *         "after": null,
           *         "previousHash": null,
           *         "hash": "5555555555555555555555555555555555555555555555555555555555555555"
           *       },
           *       "leafIndex": 0,
           *       "treeSize": 1,
           *       "path": [],
           *       "root": "5555555555555555555555555555555555555555555555555555555555555555",
           *       "sealKey": "audit/default/2026-02-02.json"
           *     }
           */
          'application/json': components['schemas']['AuditProof'];
        };
      };
      /** @description Unchanged since the answer of that `ETag` */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no such thing */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  requestErasure: {
    parameters: {
      query?: never;
      header?: {
        /** @description Chosen by the client, such as a random UUID: when the request is repeated with it within a day, it is answered as it was the first time and changes nothing again */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    /** @description What requestErasure is asked for */
    requestBody: {
      content: {
        /**
         * @example {
         *       "userId": "user-7",
         *       "because": "asked for by the person"
         *     }
         */
        'application/json': components['schemas']['RequestPersonExportRequest'];
      };
    };
    responses: {
      /** @description Accepted: it goes on in the background */
      202: {
        headers: {
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          'Idempotency-Replayed': components['headers']['IdempotencyReplayed'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "requestId": "7f1b3c52-94aa-4c0e-8f5e-2d6c1e0b9a11",
           *       "status": "requested",
           *       "waitsFor": [],
           *       "requestedBy": "api-key",
           *       "because": "asked for by the person",
           *       "requestedAt": "2026-02-01T10:00:00.000Z",
           *       "completedAt": null,
           *       "nConversations": 0,
           *       "digest": "5555555555555555555555555555555555555555555555555555555555555555",
           *       "heldBy": [],
           *       "places": {},
           *       "proof": null
           *     }
           */
          'application/json': components['schemas']['Erasure'];
        };
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body did not arrive in time */
      408: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description It does not go with what is there now: a request of the same `Idempotency-Key` is still being served, or another was first */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is too large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is not of a media type that is taken here */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The `Idempotency-Key` was used for another request, or the content cannot be worked on */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getErasure: {
    parameters: {
      query?: never;
      header?: {
        /** @description `ETag` of an answer that is at hand: where it still holds, the answer is a 304 without a body */
        'If-None-Match'?: string;
      };
      path: {
        /**
         * @description Id of the request: what comes of it can be looked up by it
         * @example erasure-1
         */
        requestId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The erasure */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "requestId": "erasure-1",
           *       "status": "done",
           *       "waitsFor": [],
           *       "requestedBy": "ana",
           *       "because": "asked for",
           *       "requestedAt": "2026-02-01T10:00:00.000Z",
           *       "completedAt": "2026-02-01T10:00:00.000Z",
           *       "nConversations": 2,
           *       "digest": "5555555555555555555555555555555555555555555555555555555555555555",
           *       "heldBy": [],
           *       "places": {},
           *       "proof": {
           *         "algorithm": "Ed25519"
           *       }
           *     }
           */
          'application/json': components['schemas']['Erasure'];
        };
      };
      /** @description Unchanged since the answer of that `ETag` */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no such thing */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  requestPersonExport: {
    parameters: {
      query?: never;
      header?: {
        /** @description Chosen by the client, such as a random UUID: when the request is repeated with it within a day, it is answered as it was the first time and changes nothing again */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    /** @description What requestPersonExport is asked for */
    requestBody: {
      content: {
        /**
         * @example {
         *       "userId": "user-7"
         *     }
         */
        'application/json': components['schemas']['RequestPersonExportRequest'];
      };
    };
    responses: {
      /** @description Accepted: it goes on in the background */
      202: {
        headers: {
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          'Idempotency-Replayed': components['headers']['IdempotencyReplayed'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "requestId": "7f1b3c52-94aa-4c0e-8f5e-2d6c1e0b9a11",
           *       "status": "requested",
           *       "waitsFor": [],
           *       "requestedBy": "api-key",
           *       "because": null,
           *       "requestedAt": "2026-02-01T10:00:00.000Z",
           *       "completedAt": null,
           *       "nConversations": 0,
           *       "digest": "5555555555555555555555555555555555555555555555555555555555555555"
           *     }
           */
          'application/json': components['schemas']['PersonExport'];
        };
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body did not arrive in time */
      408: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description It does not go with what is there now: a request of the same `Idempotency-Key` is still being served, or another was first */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is too large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is not of a media type that is taken here */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The `Idempotency-Key` was used for another request, or the content cannot be worked on */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getPersonExport: {
    parameters: {
      query?: never;
      header?: {
        /** @description `ETag` of an answer that is at hand: where it still holds, the answer is a 304 without a body */
        'If-None-Match'?: string;
      };
      path: {
        /**
         * @description Id of the request: what comes of it can be looked up by it
         * @example export-1
         */
        requestId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The export */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "requestId": "export-1",
           *       "status": "done",
           *       "waitsFor": [],
           *       "requestedBy": "ana",
           *       "because": "asked for",
           *       "requestedAt": "2026-02-01T10:00:00.000Z",
           *       "completedAt": "2026-02-01T10:00:00.000Z",
           *       "nConversations": 2,
           *       "digest": "5555555555555555555555555555555555555555555555555555555555555555"
           *     }
           */
          'application/json': components['schemas']['PersonExport'];
        };
      };
      /** @description Unchanged since the answer of that `ETag` */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no such thing */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getPersonExportData: {
    parameters: {
      query?: never;
      header?: {
        /** @description `ETag` of an answer that is at hand: where it still holds, the answer is a 304 without a body */
        'If-None-Match'?: string;
      };
      path: {
        /**
         * @description Id of the request: what comes of it can be looked up by it
         * @example export-1
         */
        requestId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The file */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          [name: string]: unknown;
        };
        content: {
          /** @example {"kind":"end","nConversations":0} */
          'application/x-ndjson; charset=utf-8': string;
        };
      };
      /** @description Unchanged since the answer of that `ETag` */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no such thing */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listLegalHolds: {
    parameters: {
      query?: {
        /**
         * @description Most items on a page
         * @example 10
         */
        limit?: number;
        /** @description `nextCursor` of the page before */
        cursor?: string;
      };
      header?: {
        /** @description `ETag` of an answer that is at hand: where it still holds, the answer is a 304 without a body */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of holds */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          Link: components['headers']['Link'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "items": [
           *         {
           *           "holdId": "hold-1",
           *           "because": "case 2026/17",
           *           "personHash": null,
           *           "source": "support",
           *           "from": "2026-01-01",
           *           "to": null,
           *           "placedBy": "ana",
           *           "placedAt": "2026-02-01T10:00:00.000Z",
           *           "releasedBy": null,
           *           "releasedBecause": null,
           *           "releasedAt": null
           *         }
           *       ],
           *       "nextCursor": null
           *     }
           */
          'application/json': components['schemas']['LegalHoldPage'];
        };
      };
      /** @description Unchanged since the answer of that `ETag` */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  placeLegalHold: {
    parameters: {
      query?: never;
      header?: {
        /** @description Chosen by the client, such as a random UUID: when the request is repeated with it within a day, it is answered as it was the first time and changes nothing again */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    /** @description What placeLegalHold is asked for */
    requestBody: {
      content: {
        /**
         * @example {
         *       "because": "case 2026/17",
         *       "source": "support",
         *       "from": "2026-01-01",
         *       "to": "2026-03-31"
         *     }
         */
        'application/json': components['schemas']['PlaceLegalHoldRequest'];
      };
    };
    responses: {
      /** @description The hold */
      201: {
        headers: {
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          'Idempotency-Replayed': components['headers']['IdempotencyReplayed'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "holdId": "7f1b3c52-94aa-4c0e-8f5e-2d6c1e0b9a11",
           *       "because": "case 2026/17",
           *       "personHash": null,
           *       "source": "support",
           *       "from": "2026-01-01",
           *       "to": "2026-03-31",
           *       "placedBy": "api-key",
           *       "placedAt": "2026-02-01T10:00:00.000Z",
           *       "releasedBy": null,
           *       "releasedBecause": null,
           *       "releasedAt": null
           *     }
           */
          'application/json': components['schemas']['LegalHold'];
        };
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body did not arrive in time */
      408: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description It does not go with what is there now: a request of the same `Idempotency-Key` is still being served, or another was first */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is too large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is not of a media type that is taken here */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The `Idempotency-Key` was used for another request, or the content cannot be worked on */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  releaseLegalHold: {
    parameters: {
      query?: never;
      header?: {
        /** @description Chosen by the client, such as a random UUID: when the request is repeated with it within a day, it is answered as it was the first time and changes nothing again */
        'Idempotency-Key'?: string;
      };
      path: {
        /**
         * @description Id of the hold
         * @example hold-1
         */
        holdId: string;
      };
      cookie?: never;
    };
    /** @description What releaseLegalHold is asked for */
    requestBody: {
      content: {
        /**
         * @example {
         *       "because": "the case is closed"
         *     }
         */
        'application/json': components['schemas']['ReleaseLegalHoldRequest'];
      };
    };
    responses: {
      /** @description The hold; one that was released before is as it was */
      200: {
        headers: {
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          'Idempotency-Replayed': components['headers']['IdempotencyReplayed'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "holdId": "hold-1",
           *       "because": "case 2026/17",
           *       "personHash": null,
           *       "source": "support",
           *       "from": "2026-01-01",
           *       "to": null,
           *       "placedBy": "ana",
           *       "placedAt": "2026-02-01T10:00:00.000Z",
           *       "releasedBy": "api-key",
           *       "releasedBecause": "the case is closed",
           *       "releasedAt": "2026-02-01T10:00:00.000Z"
           *     }
           */
          'application/json': components['schemas']['LegalHold'];
        };
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no such thing */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body did not arrive in time */
      408: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description It does not go with what is there now: a request of the same `Idempotency-Key` is still being served, or another was first */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is too large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is not of a media type that is taken here */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The `Idempotency-Key` was used for another request, or the content cannot be worked on */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listRetentionRuns: {
    parameters: {
      query?: {
        /**
         * @description Most items on a page
         * @example 10
         */
        limit?: number;
        /** @description `nextCursor` of the page before */
        cursor?: string;
      };
      header?: {
        /** @description `ETag` of an answer that is at hand: where it still holds, the answer is a 304 without a body */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of them */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          Link: components['headers']['Link'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "items": [
           *         {
           *           "runId": "7f1b3c52-94aa-4c0e-8f5e-2d6c1e0b9a11",
           *           "kind": "preview",
           *           "status": "requested",
           *           "problem": null,
           *           "requestedBy": "api-key",
           *           "because": null,
           *           "requestedAt": "2026-02-01T10:00:00.000Z",
           *           "completedAt": null,
           *           "expect": null,
           *           "scopes": [],
           *           "reportsBefore": null,
           *           "holds": [],
           *           "nConversations": 0,
           *           "digest": "5555555555555555555555555555555555555555555555555555555555555555",
           *           "counts": {}
           *         },
           *         {
           *           "runId": "run-1",
           *           "kind": "preview",
           *           "status": "done",
           *           "problem": null,
           *           "requestedBy": "ana",
           *           "because": null,
           *           "requestedAt": "2026-02-01T10:00:00.000Z",
           *           "completedAt": "2026-02-01T10:00:00.000Z",
           *           "expect": null,
           *           "scopes": [
           *             {
           *               "source": "noco",
           *               "before": "2025-11-01",
           *               "n": 2
           *             }
           *           ],
           *           "reportsBefore": "2024-01-01",
           *           "holds": [
           *             "hold-1"
           *           ],
           *           "nConversations": 2,
           *           "digest": "5555555555555555555555555555555555555555555555555555555555555555",
           *           "counts": {
           *             "2025-10-01": {
           *               "conversation_messages": 2,
           *               "conversation_analytics": 2
           *             }
           *           }
           *         }
           *       ],
           *       "nextCursor": null
           *     }
           */
          'application/json': components['schemas']['RetentionRunPage'];
        };
      };
      /** @description Unchanged since the answer of that `ETag` */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  requestRetentionRun: {
    parameters: {
      query?: never;
      header?: {
        /** @description Chosen by the client, such as a random UUID: when the request is repeated with it within a day, it is answered as it was the first time and changes nothing again */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    /** @description What requestRetentionRun is asked for */
    requestBody: {
      content: {
        /**
         * @example {
         *       "kind": "preview"
         *     }
         */
        'application/json': components['schemas']['RequestRetentionRunRequest'];
      };
    };
    responses: {
      /** @description Accepted: it goes on in the background */
      202: {
        headers: {
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          'Idempotency-Replayed': components['headers']['IdempotencyReplayed'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "runId": "7f1b3c52-94aa-4c0e-8f5e-2d6c1e0b9a11",
           *       "kind": "preview",
           *       "status": "requested",
           *       "problem": null,
           *       "requestedBy": "api-key",
           *       "because": null,
           *       "requestedAt": "2026-02-01T10:00:00.000Z",
           *       "completedAt": null,
           *       "expect": null,
           *       "scopes": [],
           *       "reportsBefore": null,
           *       "holds": [],
           *       "nConversations": 0,
           *       "digest": "5555555555555555555555555555555555555555555555555555555555555555",
           *       "counts": {}
           *     }
           */
          'application/json': components['schemas']['RetentionRun'];
        };
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body did not arrive in time */
      408: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description It does not go with what is there now: a request of the same `Idempotency-Key` is still being served, or another was first */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is too large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is not of a media type that is taken here */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The `Idempotency-Key` was used for another request, or the content cannot be worked on */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getRetentionRun: {
    parameters: {
      query?: never;
      header?: {
        /** @description `ETag` of an answer that is at hand: where it still holds, the answer is a 304 without a body */
        'If-None-Match'?: string;
      };
      path: {
        /**
         * @description Id of the preview or run
         * @example run-1
         */
        runId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The preview or run */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "runId": "run-1",
           *       "kind": "preview",
           *       "status": "done",
           *       "problem": null,
           *       "requestedBy": "ana",
           *       "because": null,
           *       "requestedAt": "2026-02-01T10:00:00.000Z",
           *       "completedAt": "2026-02-01T10:00:00.000Z",
           *       "expect": null,
           *       "scopes": [
           *         {
           *           "source": "noco",
           *           "before": "2025-11-01",
           *           "n": 2
           *         }
           *       ],
           *       "reportsBefore": "2024-01-01",
           *       "holds": [
           *         "hold-1"
           *       ],
           *       "nConversations": 2,
           *       "digest": "5555555555555555555555555555555555555555555555555555555555555555",
           *       "counts": {
           *         "2025-10-01": {
           *           "conversation_messages": 2,
           *           "conversation_analytics": 2
           *         }
           *       }
           *     }
           */
          'application/json': components['schemas']['RetentionRun'];
        };
      };
      /** @description Unchanged since the answer of that `ETag` */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no such thing */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listApiKeys: {
    parameters: {
      query?: {
        /**
         * @description Most items on a page
         * @example 10
         */
        limit?: number;
        /** @description `nextCursor` of the page before */
        cursor?: string;
      };
      header?: {
        /** @description `ETag` of an answer that is at hand: where it still holds, the answer is a 304 without a body */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of keys */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          Link: components['headers']['Link'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "items": [
           *         {
           *           "keyId": "0123456789abcdef",
           *           "name": "key 0",
           *           "roles": [
           *             "viewer"
           *           ],
           *           "scopes": null,
           *           "createdBy": "ana",
           *           "createdAt": "2026-02-01T10:00:00.000Z",
           *           "rotatedAt": null,
           *           "previousUntil": null,
           *           "expiresAt": null,
           *           "revokedAt": null,
           *           "lastUsedAt": null
           *         },
           *         {
           *           "keyId": "0123456789abcdef",
           *           "name": "key 1",
           *           "roles": [
           *             "viewer"
           *           ],
           *           "scopes": null,
           *           "createdBy": "ana",
           *           "createdAt": "2026-02-01T10:00:00.000Z",
           *           "rotatedAt": null,
           *           "previousUntil": null,
           *           "expiresAt": null,
           *           "revokedAt": null,
           *           "lastUsedAt": null
           *         }
           *       ],
           *       "nextCursor": null
           *     }
           */
          'application/json': components['schemas']['ApiKeyPage'];
        };
      };
      /** @description Unchanged since the answer of that `ETag` */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  createApiKey: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description What createApiKey is asked for */
    requestBody: {
      content: {
        /**
         * @example {
         *       "name": "nightly export",
         *       "roles": [
         *         "viewer"
         *       ],
         *       "scopes": [
         *         "read:reports"
         *       ]
         *     }
         */
        'application/json': components['schemas']['CreateApiKeyRequest'];
      };
    };
    responses: {
      /** @description The key */
      201: {
        headers: {
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "keyId": "0123456789abcdef",
           *       "name": "nightly export",
           *       "roles": [
           *         "viewer"
           *       ],
           *       "scopes": [
           *         "read:reports"
           *       ],
           *       "createdBy": "api-key",
           *       "createdAt": "2026-02-01T10:00:00.000Z",
           *       "rotatedAt": null,
           *       "previousUntil": null,
           *       "expiresAt": null,
           *       "revokedAt": null,
           *       "lastUsedAt": null,
           *       "key": "cvk_0123456789abcdef_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
           *     }
           */
          'application/json': components['schemas']['ApiKeyGiven'];
        };
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body did not arrive in time */
      408: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description It does not go with what is there now: a request of the same `Idempotency-Key` is still being served, or another was first */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is too large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is not of a media type that is taken here */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  rotateApiKey: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The part of the key that names it
         * @example 00112233445566ff
         */
        keyId: string;
      };
      cookie?: never;
    };
    /** @description What rotateApiKey is asked for */
    requestBody: {
      content: {
        /**
         * @example {
         *       "overlapHours": 24
         *     }
         */
        'application/json': components['schemas']['RotateApiKeyRequest'];
      };
    };
    responses: {
      /** @description The key with its new secret */
      200: {
        headers: {
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "keyId": "0123456789abcdef",
           *       "name": "key 1",
           *       "roles": [
           *         "viewer"
           *       ],
           *       "scopes": null,
           *       "createdBy": "ana",
           *       "createdAt": "2026-02-01T10:00:00.000Z",
           *       "rotatedAt": "2026-02-01T10:00:00.000Z",
           *       "previousUntil": "2026-02-01T10:00:00.000Z",
           *       "expiresAt": null,
           *       "revokedAt": null,
           *       "lastUsedAt": null,
           *       "key": "cvk_0123456789abcdef_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
           *     }
           */
          'application/json': components['schemas']['ApiKeyGiven'];
        };
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no such thing */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body did not arrive in time */
      408: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is too large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is not of a media type that is taken here */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  revokeApiKey: {
    parameters: {
      query?: never;
      header?: {
        /** @description Chosen by the client, such as a random UUID: when the request is repeated with it within a day, it is answered as it was the first time and changes nothing again */
        'Idempotency-Key'?: string;
      };
      path: {
        /**
         * @description The part of the key that names it
         * @example 0123456789abcdef
         */
        keyId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Revoked */
      200: {
        headers: {
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          'Idempotency-Replayed': components['headers']['IdempotencyReplayed'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "keyId": "0123456789abcdef"
           *     }
           */
          'application/json': components['schemas']['ApiKeyRevoked'];
        };
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no such thing */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description It does not go with what is there now: a request of the same `Idempotency-Key` is still being served, or another was first */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The `Idempotency-Key` was used for another request, or the content cannot be worked on */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getCaller: {
    parameters: {
      query?: never;
      header?: {
        /** @description `ETag` of an answer that is at hand: where it still holds, the answer is a 304 without a body */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The caller */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "kind": "api-key",
           *       "name": "api-key",
           *       "roles": [
           *         "admin"
           *       ],
           *       "permissions": [
           *         "read:analytics",
           *         "read:progress",
           *         "read:anomalies",
           *         "write:rules",
           *         "write:feedback",
           *         "run:detections",
           *         "read:reports",
           *         "write:reports",
           *         "read:conversations",
           *         "write:conversations",
           *         "read:users",
           *         "export:personal-data",
           *         "erase:personal-data",
           *         "read:processing",
           *         "operate:processing",
           *         "read:dead-letters",
           *         "write:dead-letters",
           *         "read:audit",
           *         "manage:keys",
           *         "manage:roles",
           *         "manage:users",
           *         "manage:settings",
           *         "manage:tenants"
           *       ]
           *     }
           */
          'application/json': components['schemas']['Caller'];
        };
      };
      /** @description Unchanged since the answer of that `ETag` */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getUsage: {
    parameters: {
      query?: never;
      header?: {
        /** @description `ETag` of an answer that is at hand: where it still holds, the answer is a 304 without a body */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The limits */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "limits": []
           *     }
           */
          'application/json': components['schemas']['Usage'];
        };
      };
      /** @description Unchanged since the answer of that `ETag` */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getSignInWays: {
    parameters: {
      query?: never;
      header?: {
        /** @description `ETag` of an answer that is at hand: where it still holds, the answer is a 304 without a body */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The ways */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "key": true,
           *       "password": true,
           *       "issuer": null
           *     }
           */
          'application/json': components['schemas']['SignInWays'];
        };
      };
      /** @description Unchanged since the answer of that `ETag` */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  signIn: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description What signIn is asked for */
    requestBody: {
      content: {
        /**
         * @example {
         *       "name": "ana@example.org",
         *       "password": "correct horse battery staple"
         *     }
         */
        'application/json': components['schemas']['SignInRequest'];
      };
    };
    responses: {
      /** @description Signed in */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "name": "ana@example.org",
           *       "roles": [
           *         "viewer"
           *       ]
           *     }
           */
          'application/json': components['schemas']['SignedIn'];
        };
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body did not arrive in time */
      408: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is too large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is not of a media type that is taken here */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  signOut: {
    parameters: {
      query?: never;
      header?: {
        /** @description Chosen by the client, such as a random UUID: when the request is repeated with it within a day, it is answered as it was the first time and changes nothing again */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Signed out */
      200: {
        headers: {
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          'Idempotency-Replayed': components['headers']['IdempotencyReplayed'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "wasSignedIn": false
           *     }
           */
          'application/json': components['schemas']['SignedOut'];
        };
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description It does not go with what is there now: a request of the same `Idempotency-Key` is still being served, or another was first */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The `Idempotency-Key` was used for another request, or the content cannot be worked on */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  changeOwnPassword: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description What changeOwnPassword is asked for */
    requestBody: {
      content: {
        /**
         * @example {
         *       "password": "the one of today",
         *       "newPassword": "a long one for tomorrow"
         *     }
         */
        'application/json': components['schemas']['ChangeOwnPasswordRequest'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AccountChanged'];
        };
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body did not arrive in time */
      408: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description It does not go with what is there now: a request of the same `Idempotency-Key` is still being served, or another was first */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is too large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is not of a media type that is taken here */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The `Idempotency-Key` was used for another request, or the content cannot be worked on */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  proposeSecondFactor: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description What proposeSecondFactor is asked for */
    requestBody: {
      content: {
        /**
         * @example {
         *       "password": "the one of today"
         *     }
         */
        'application/json': components['schemas']['ProposeSecondFactorRequest'];
      };
    };
    responses: {
      /** @description The secret */
      200: {
        headers: {
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SecondFactor'];
        };
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body did not arrive in time */
      408: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description It does not go with what is there now: a request of the same `Idempotency-Key` is still being served, or another was first */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is too large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is not of a media type that is taken here */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The `Idempotency-Key` was used for another request, or the content cannot be worked on */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  confirmSecondFactor: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description What confirmSecondFactor is asked for */
    requestBody: {
      content: {
        /**
         * @example {
         *       "code": "123456"
         *     }
         */
        'application/json': components['schemas']['ConfirmSecondFactorRequest'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AccountChanged'];
        };
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body did not arrive in time */
      408: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description It does not go with what is there now: a request of the same `Idempotency-Key` is still being served, or another was first */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is too large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is not of a media type that is taken here */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The `Idempotency-Key` was used for another request, or the content cannot be worked on */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  removeSecondFactor: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description What removeSecondFactor is asked for */
    requestBody: {
      content: {
        /**
         * @example {
         *       "password": "the one of today"
         *     }
         */
        'application/json': components['schemas']['RemoveSecondFactorRequest'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AccountChanged'];
        };
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body did not arrive in time */
      408: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description It does not go with what is there now: a request of the same `Idempotency-Key` is still being served, or another was first */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is too large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is not of a media type that is taken here */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The `Idempotency-Key` was used for another request, or the content cannot be worked on */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listAccounts: {
    parameters: {
      query?: {
        /**
         * @description Most items on a page
         * @example 10
         */
        limit?: number;
        /** @description `nextCursor` of the page before */
        cursor?: string;
      };
      header?: {
        /** @description `ETag` of an answer that is at hand: where it still holds, the answer is a 304 without a body */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of accounts */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          Link: components['headers']['Link'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "items": [
           *         {
           *           "accountId": "0123456789abcdef",
           *           "name": "ana@example.org",
           *           "roles": [
           *             "viewer"
           *           ],
           *           "hasSecondFactor": false,
           *           "createdBy": "cli:ana",
           *           "createdAt": "2026-02-01T10:00:00.000Z",
           *           "signedInAt": "2026-02-01T10:00:00.000Z",
           *           "disabledAt": null
           *         },
           *         {
           *           "accountId": "0123456789abcdef",
           *           "name": "carla@example.org",
           *           "roles": [
           *             "viewer"
           *           ],
           *           "hasSecondFactor": false,
           *           "createdBy": "cli:ana",
           *           "createdAt": "2026-02-01T10:00:00.000Z",
           *           "signedInAt": null,
           *           "disabledAt": null
           *         }
           *       ],
           *       "nextCursor": null
           *     }
           */
          'application/json': components['schemas']['AccountPage'];
        };
      };
      /** @description Unchanged since the answer of that `ETag` */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  createAccount: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description What createAccount is asked for */
    requestBody: {
      content: {
        /**
         * @example {
         *       "name": "ben@example.org",
         *       "roles": [
         *         "analyst"
         *       ]
         *     }
         */
        'application/json': components['schemas']['CreateAccountRequest'];
      };
    };
    responses: {
      /** @description The account */
      201: {
        headers: {
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "accountId": "0123456789abcdef",
           *       "name": "ben@example.org",
           *       "roles": [
           *         "analyst"
           *       ],
           *       "hasSecondFactor": false,
           *       "createdBy": "api-key",
           *       "createdAt": "2026-02-01T10:00:00.000Z",
           *       "signedInAt": null,
           *       "disabledAt": null,
           *       "password": "abcd-efgh-jkmn-pqrs-tuvw"
           *     }
           */
          'application/json': components['schemas']['AccountGiven'];
        };
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body did not arrive in time */
      408: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description It does not go with what is there now: a request of the same `Idempotency-Key` is still being served, or another was first */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is too large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is not of a media type that is taken here */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  changeAccount: {
    parameters: {
      query?: never;
      header?: {
        /** @description Chosen by the client, such as a random UUID: when the request is repeated with it within a day, it is answered as it was the first time and changes nothing again */
        'Idempotency-Key'?: string;
      };
      path: {
        /**
         * @description Names the account
         * @example 00112233445566ff
         */
        accountId: string;
      };
      cookie?: never;
    };
    /** @description What changeAccount is asked for */
    requestBody: {
      content: {
        /**
         * @example {
         *       "roles": [
         *         "viewer"
         *       ]
         *     }
         */
        'application/json': components['schemas']['ChangeAccountRequest'];
      };
    };
    responses: {
      /** @description The account as it is now */
      200: {
        headers: {
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          'Idempotency-Replayed': components['headers']['IdempotencyReplayed'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "accountId": "0123456789abcdef",
           *       "name": "carla@example.org",
           *       "roles": [
           *         "viewer"
           *       ],
           *       "hasSecondFactor": false,
           *       "createdBy": "cli:ana",
           *       "createdAt": "2026-02-01T10:00:00.000Z",
           *       "signedInAt": null,
           *       "disabledAt": null
           *     }
           */
          'application/json': components['schemas']['Account'];
        };
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no such thing */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body did not arrive in time */
      408: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description It does not go with what is there now: a request of the same `Idempotency-Key` is still being served, or another was first */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is too large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is not of a media type that is taken here */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The `Idempotency-Key` was used for another request, or the content cannot be worked on */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  resetAccount: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description Names the account
         * @example 00112233445566ff
         */
        accountId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The account with its new password */
      200: {
        headers: {
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "accountId": "0123456789abcdef",
           *       "name": "carla@example.org",
           *       "roles": [
           *         "viewer"
           *       ],
           *       "hasSecondFactor": false,
           *       "createdBy": "cli:ana",
           *       "createdAt": "2026-02-01T10:00:00.000Z",
           *       "signedInAt": null,
           *       "disabledAt": null,
           *       "password": "abcd-efgh-jkmn-pqrs-tuvw"
           *     }
           */
          'application/json': components['schemas']['AccountGiven'];
        };
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no such thing */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  signOutAccount: {
    parameters: {
      query?: never;
      header?: {
        /** @description Chosen by the client, such as a random UUID: when the request is repeated with it within a day, it is answered as it was the first time and changes nothing again */
        'Idempotency-Key'?: string;
      };
      path: {
        /**
         * @description Names the account
         * @example 00112233445566ff
         */
        accountId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Ended */
      200: {
        headers: {
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          'Idempotency-Replayed': components['headers']['IdempotencyReplayed'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "nEnded": 0
           *     }
           */
          'application/json': components['schemas']['AccountSignedOut'];
        };
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no such thing */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description It does not go with what is there now: a request of the same `Idempotency-Key` is still being served, or another was first */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The `Idempotency-Key` was used for another request, or the content cannot be worked on */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  giveFeedback: {
    parameters: {
      query?: never;
      header?: {
        /** @description Chosen by the client, such as a random UUID: when the request is repeated with it within a day, it is answered as it was the first time and changes nothing again */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    /** @description What giveFeedback is asked for */
    requestBody: {
      content: {
        /**
         * @example {
         *       "subject": "category",
         *       "subjectId": "conversation-1",
         *       "field": "topic",
         *       "value": "billing"
         *     }
         */
        'application/json': components['schemas']['GiveFeedbackRequest'];
      };
    };
    responses: {
      /** @description Accepted */
      202: {
        headers: {
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          'Idempotency-Replayed': components['headers']['IdempotencyReplayed'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "feedbackId": "7f1b3c52-94aa-4c0e-8f5e-2d6c1e0b9a11"
           *     }
           */
          'application/json': components['schemas']['FeedbackAccepted'];
        };
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no such thing */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body did not arrive in time */
      408: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description It does not go with what is there now: a request of the same `Idempotency-Key` is still being served, or another was first */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is too large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is not of a media type that is taken here */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The `Idempotency-Key` was used for another request, or the content cannot be worked on */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getCategorisation: {
    parameters: {
      query?: never;
      header?: {
        /** @description `ETag` of an answer that is at hand: where it still holds, the answer is a 304 without a body */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Model and replay */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "model": {
           *         "generation": 2,
           *         "modelVersion": "local-text/4+2",
           *         "taxonomyVersion": "general/1",
           *         "labels": {
           *           "topic": [
           *             "billing",
           *             "other"
           *           ],
           *           "intent": [
           *             "complaint"
           *           ],
           *           "sentiment": [
           *             "negative",
           *             "neutral",
           *             "positive"
           *           ]
           *         },
           *         "since": "2026-02-01T10:00:00.000Z",
           *         "lastJudgement": {
           *           "at": "2026-02-01T10:00:00.000Z",
           *           "nExamples": 1,
           *           "isPromoted": true,
           *           "because": "it is better",
           *           "topic": {
           *             "n": 1,
           *             "before": 0,
           *             "after": 1
           *           },
           *           "intent": {
           *             "n": 0,
           *             "before": 0,
           *             "after": 0
           *           },
           *           "unasked": {
           *             "n": 20,
           *             "changed": 0
           *           },
           *           "figures": {
           *             "topic": null,
           *             "intent": null
           *           }
           *         },
           *         "nExamples": 1
           *       },
           *       "replay": {
           *         "modelVersion": "local-text/4+2",
           *         "taxonomyVersion": "general/1",
           *         "nLooked": 100,
           *         "nRedone": 90,
           *         "total": 400,
           *         "startedAt": "2026-02-01T10:00:00.000Z",
           *         "updatedAt": "2026-02-01T10:01:00.000Z",
           *         "endedAt": null,
           *         "secondsLeft": 180
           *       }
           *     }
           */
          'application/json': components['schemas']['GetCategorisationAnswer'];
        };
      };
      /** @description Unchanged since the answer of that `ETag` */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getProgress: {
    parameters: {
      query?: never;
      header?: {
        /** @description `ETag` of an answer that is at hand: where it still holds, the answer is a 304 without a body */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The progress now */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "at": "2026-02-01T10:00:00.000Z",
           *       "stages": [
           *         {
           *           "stage": "ingested",
           *           "nConversations": 31
           *         },
           *         {
           *           "stage": "translated",
           *           "nConversations": 31
           *         },
           *         {
           *           "stage": "categorised",
           *           "nConversations": 31
           *         },
           *         {
           *           "stage": "scored",
           *           "nConversations": 31
           *         },
           *         {
           *           "stage": "reported",
           *           "nConversations": 31
           *         }
           *       ],
           *       "consumers": [
           *         {
           *           "group": "ingestion",
           *           "topic": "conversations.submitted.v1",
           *           "lag": 2,
           *           "stalledSeconds": 0.5
           *         },
           *         {
           *           "group": "translation",
           *           "topic": "conversations.ingested.v1",
           *           "lag": 2,
           *           "stalledSeconds": 0.5
           *         },
           *         {
           *           "group": "reporting",
           *           "topic": "conversations.ingested.v1",
           *           "lag": 2,
           *           "stalledSeconds": 0.5
           *         },
           *         {
           *           "group": "lake",
           *           "topic": "conversations.ingested.v1",
           *           "lag": 2,
           *           "stalledSeconds": 0.5
           *         },
           *         {
           *           "group": "translation",
           *           "topic": "conversations.deleted.v1",
           *           "lag": 2,
           *           "stalledSeconds": 0.5
           *         },
           *         {
           *           "group": "categorisation",
           *           "topic": "conversations.deleted.v1",
           *           "lag": 2,
           *           "stalledSeconds": 0.5
           *         },
           *         {
           *           "group": "anomaly",
           *           "topic": "conversations.deleted.v1",
           *           "lag": 2,
           *           "stalledSeconds": 0.5
           *         },
           *         {
           *           "group": "reporting",
           *           "topic": "conversations.deleted.v1",
           *           "lag": 2,
           *           "stalledSeconds": 0.5
           *         },
           *         {
           *           "group": "lake",
           *           "topic": "conversations.deleted.v1",
           *           "lag": 2,
           *           "stalledSeconds": 0.5
           *         },
           *         {
           *           "group": "categorisation",
           *           "topic": "conversations.translated.v1",
           *           "lag": 2,
           *           "stalledSeconds": 0.5
           *         },
           *         {
           *           "group": "reporting",
           *           "topic": "conversations.translated.v1",
           *           "lag": 2,
           *           "stalledSeconds": 0.5
           *         },
           *         {
           *           "group": "lake",
           *           "topic": "conversations.translated.v1",
           *           "lag": 2,
           *           "stalledSeconds": 0.5
           *         },
           *         {
           *           "group": "anomaly",
           *           "topic": "conversations.categorised.v1",
           *           "lag": 2,
           *           "stalledSeconds": 0.5
           *         },
           *         {
           *           "group": "reporting",
           *           "topic": "conversations.categorised.v1",
           *           "lag": 2,
           *           "stalledSeconds": 0.5
           *         },
           *         {
           *           "group": "lake",
           *           "topic": "conversations.categorised.v1",
           *           "lag": 2,
           *           "stalledSeconds": 0.5
           *         },
           *         {
           *           "group": "reporting",
           *           "topic": "conversations.scored.v1",
           *           "lag": 2,
           *           "stalledSeconds": 0.5
           *         },
           *         {
           *           "group": "lake",
           *           "topic": "conversations.scored.v1",
           *           "lag": 2,
           *           "stalledSeconds": 0.5
           *         },
           *         {
           *           "group": "lake",
           *           "topic": "anomalies.detected.v1",
           *           "lag": 2,
           *           "stalledSeconds": 0.5
           *         },
           *         {
           *           "group": "lake",
           *           "topic": "incidents.changed.v1",
           *           "lag": 2,
           *           "stalledSeconds": 0.5
           *         },
           *         {
           *           "group": "anomaly",
           *           "topic": "rules.changed.v1",
           *           "lag": 2,
           *           "stalledSeconds": 0.5
           *         },
           *         {
           *           "group": "anomaly",
           *           "topic": "detectors.requested.v1",
           *           "lag": 2,
           *           "stalledSeconds": 0.5
           *         },
           *         {
           *           "group": "reporting",
           *           "topic": "reports.requested.v1",
           *           "lag": 2,
           *           "stalledSeconds": 0.5
           *         },
           *         {
           *           "group": "reporting",
           *           "topic": "report-plans.changed.v1",
           *           "lag": 2,
           *           "stalledSeconds": 0.5
           *         },
           *         {
           *           "group": "anomaly",
           *           "topic": "feedback.given.v1",
           *           "lag": 2,
           *           "stalledSeconds": 0.5
           *         },
           *         {
           *           "group": "categorisation",
           *           "topic": "feedback.given.v1",
           *           "lag": 2,
           *           "stalledSeconds": 0.5
           *         },
           *         {
           *           "group": "ingestion",
           *           "topic": "syncs.requested.v1",
           *           "lag": 2,
           *           "stalledSeconds": 0.5
           *         }
           *       ],
           *       "sources": [
           *         {
           *           "source": "noco",
           *           "state": {
           *             "nRows": 31
           *           }
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['Progress'];
        };
      };
      /** @description Unchanged since the answer of that `ETag` */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  streamProgress: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Events named `progress` */
      200: {
        headers: {
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          [name: string]: unknown;
        };
        content: {
          'text/event-stream': string;
        };
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  followLive: {
    parameters: {
      query: {
        /**
         * @description What to follow, with commas between: `conversations`, `anomalies`, `incidents`, `reports`, `errors`, `progress`
         * @example incidents,anomalies
         */
        channels: string;
        /** @description Where to go on from, as `Last-Event-ID` says it, which counts where both are there */
        lastEventId?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Events */
      200: {
        headers: {
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          [name: string]: unknown;
        };
        content: {
          'text/event-stream': string;
        };
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listDiscoveredTopics: {
    parameters: {
      query?: never;
      header?: {
        /** @description `ETag` of an answer that is at hand: where it still holds, the answer is a 304 without a body */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was found */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "found": {
           *         "ranAt": "2026-02-01T10:00:00.000Z",
           *         "nConversations": 40,
           *         "from": "2026-01-05T00:00:00.000Z",
           *         "minPeople": 2,
           *         "nHidden": 3,
           *         "events": [
           *           {
           *             "at": "2026-02-01T10:00:00.000Z",
           *             "kind": "born",
           *             "id": "topic-1",
           *             "other": null
           *           }
           *         ],
           *         "topics": [
           *           {
           *             "id": "topic-1",
           *             "name": "gift card, balance",
           *             "terms": [
           *               "gift card",
           *               "balance"
           *             ],
           *             "typicalConversationId": "conversation-1",
           *             "nConversations": 2,
           *             "nPeople": 2,
           *             "trend": {
           *               "kind": "steady",
           *               "recent": 1,
           *               "before": 1,
           *               "pValue": 1
           *             },
           *             "foundAt": "2026-02-01T10:00:00.000Z",
           *             "typicalText": "Translate \"good morning\" into Spanish, please.",
           *             "status": "proposed",
           *             "label": null
           *           }
           *         ]
           *       }
           *     }
           */
          'application/json': components['schemas']['ListDiscoveredTopicsAnswer'];
        };
      };
      /** @description Unchanged since the answer of that `ETag` */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  decideDiscoveredTopic: {
    parameters: {
      query?: never;
      header?: {
        /** @description Chosen by the client, such as a random UUID: when the request is repeated with it within a day, it is answered as it was the first time and changes nothing again */
        'Idempotency-Key'?: string;
      };
      path: {
        /**
         * @description Id of the discovered topic
         * @example topic-1
         */
        topicId: string;
      };
      cookie?: never;
    };
    /** @description What decideDiscoveredTopic is asked for */
    requestBody: {
      content: {
        /**
         * @example {
         *       "decision": "accept",
         *       "label": "gift-cards"
         *     }
         */
        'application/json': components['schemas']['DecideDiscoveredTopicRequest'];
      };
    };
    responses: {
      /** @description Accepted */
      202: {
        headers: {
          'RateLimit-Policy': components['headers']['RateLimitPolicy'];
          RateLimit: components['headers']['RateLimit'];
          'Idempotency-Replayed': components['headers']['IdempotencyReplayed'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "feedbackId": "7f1b3c52-94aa-4c0e-8f5e-2d6c1e0b9a11"
           *     }
           */
          'application/json': components['schemas']['DecideDiscoveredTopicAnswer'];
        };
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no API key, or not one that holds */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do this; `needs` names the permission, `detail` who has it */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is no such thing */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body did not arrive in time */
      408: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description It does not go with what is there now: a request of the same `Idempotency-Key` is still being served, or another was first */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is too large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is not of a media type that is taken here */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The `Idempotency-Key` was used for another request, or the content cannot be worked on */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too many: of requests a minute, rows a day, streams at one time, or tries of a name; `Retry-After` says when to try again */
      429: {
        headers: {
          'Retry-After': components['headers']['RetryAfter'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getOpenApi: {
    parameters: {
      query?: never;
      header?: {
        /** @description `ETag` of an answer that is at hand: where it still holds, the answer is a 304 without a body */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description OpenAPI 3.1 */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['GetOpenApiAnswer'];
        };
      };
      /** @description Unchanged since the answer of that `ETag` */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getAsyncApi: {
    parameters: {
      query?: never;
      header?: {
        /** @description `ETag` of an answer that is at hand: where it still holds, the answer is a 304 without a body */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description AsyncAPI 3.0 */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['GetAsyncApiAnswer'];
        };
      };
      /** @description Unchanged since the answer of that `ETag` */
      304: {
        headers: {
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Something in the request is not as documented; `errors` names each field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The method is not possible on this path; `Allow` says which are */
      405: {
        headers: {
          Allow: components['headers']['Allow'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The headers are larger than 16 KiB */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A fault of ours; it has been logged */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description A part behind this one is out of reach; try again later */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
}
