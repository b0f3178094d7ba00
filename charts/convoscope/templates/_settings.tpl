{{/* Settings that all services share, as JSON. */}}
{{- define "convoscope.sharedSettings" -}}
{{- $v := .Values -}}
{{- $full := include "convoscope.fullname" . -}}
{{- $brokers := $v.kafka.brokers -}}
{{- $objects := $v.objects -}}
{{- $copies := $v.kafka.replicationFactor -}}
{{- if $v.trial.enabled -}}
{{- $brokers = list (printf "%s-kafka:9092" $full) -}}
{{- $objects = merge (dict "endpoint" (printf "http://%s-s3:7070" $full) "accessKeyId" "trial") $objects -}}
{{- $copies = 1 -}}
{{- end -}}
{{- dict
  "CONVOSCOPE_DATA_DIR" "/data"
  "HTTP_PORT" "8080"
  "SHUTDOWN_GRACE_MS" (printf "%ds" (sub (int $v.terminationGracePeriodSeconds) 10))
  "KAFKA_BROKERS" (join "," $brokers)
  "KAFKA_TOPIC_PREFIX" $v.kafka.topicPrefix
  "KAFKA_TOPIC_PARTITIONS" $v.kafka.topicPartitions
  "KAFKA_REPLICATION_FACTOR" $copies
  "KAFKA_TOPIC_RETENTION" $v.kafka.retention
  "KAFKA_SSL" $v.kafka.ssl
  "KAFKA_SASL_MECHANISM" $v.kafka.saslMechanism
  "KAFKA_SASL_USERNAME" $v.kafka.saslUsername
  "MONGODB_DATABASE" $v.mongodb.database
  "MONGODB_MIGRATE_ON_START" (eq $v.mongodb.migrate "on-start")
  "S3_ENDPOINT" $objects.endpoint
  "S3_REGION" $objects.region
  "S3_BUCKET" $objects.bucket
  "S3_ACCESS_KEY_ID" $objects.accessKeyId
  "OTEL_EXPORTER_OTLP_ENDPOINT" $v.telemetry.otlpEndpoint
  "CONVOSCOPE_TRACE_SAMPLE_PERCENT" $v.telemetry.tracePercent | toJson -}}
{{- end -}}

{{/* Settings of the source, as JSON: for ingestion, and for jobs that look at it. */}}
{{- define "convoscope.sourceSettings" -}}
{{- $source := .Values.source -}}
{{- $settings := dict "SOURCE_KIND" $source.kind "SOURCE_NAME" $source.name -}}
{{- if eq $source.kind "nocodb" -}}
{{- with $source.nocodb -}}
{{- $settings = merge $settings (dict "NOCODB_URL" .url "NOCODB_BASE_ID" .baseId "NOCODB_TABLE" .table "NOCODB_MESSAGES_TABLE" .messagesTable) -}}
{{- end -}}
{{- else if .Values.trial.enabled -}}
{{- $settings = merge $settings (dict "SOURCE_PATH" "apps/standalone/demo/conversations.jsonl.gz") -}}
{{- end -}}
{{- toJson $settings -}}
{{- end -}}

{{/* Settings of one service (or of the jobs: cli), sorted by name; argument: dict root, name. The user's own win. */}}
{{- define "convoscope.settings" -}}
{{- $values := .root.Values -}}
{{- $settings := include "convoscope.sharedSettings" .root | fromJson -}}
{{- $own := dict -}}
{{- if or (eq .name "ingestion") (eq .name "cli") -}}
{{- $settings = merge $settings (include "convoscope.sourceSettings" .root | fromJson) -}}
{{- $own = $values.services.ingestion.config -}}
{{- end -}}
{{- if ne .name "cli" -}}{{- $own = (index $values.services .name).config -}}{{- end -}}
{{- range $key, $value := mergeOverwrite $settings (deepCopy $values.config) (deepCopy $own) }}
{{- if ne (toString $value) "" }}
{{ $key }}: {{ $value | toString | quote }}
{{- end }}
{{- end }}
{{- end -}}

{{/* The name of a secret: the one that is given, or that of one that this chart makes; empty where there is none. Argument: dict root, key. */}}
{{- define "convoscope.secretName" -}}
{{- $full := include "convoscope.fullname" .root -}}
{{- $trial := .root.Values.trial.enabled -}}
{{- $given := (index .root.Values.secrets .key).name -}}
{{- if $given -}}{{ $given }}
{{- else if and (eq .key "gateway") .root.Values.generatedSecrets.enabled .root.Values.services.gateway.enabled -}}{{ $full }}-api-key
{{- else if and $trial (eq .key "mongodb") -}}{{ $full }}-mongodb-uri
{{- else if and $trial (eq .key "s3") -}}{{ $full }}-s3-key
{{- end -}}
{{- end -}}

{{/* Secrets one service mounts, as a JSON object of variable to {name, key}; argument: dict root, name. */}}
{{- define "convoscope.secrets" -}}
{{- $root := .root -}}
{{- $wanted := dict "MONGODB_URI" "mongodb" "KAFKA_SASL_PASSWORD" "kafka" "KAFKA_SSL_CA" "kafkaCa" "S3_SECRET_ACCESS_KEY" "s3" -}}
{{- if ne .name "cli" -}}{{- $_ := set $wanted "SENTRY_DSN" "sentry" -}}{{- end -}}
{{- if eq .name "gateway" -}}{{- $_ := set $wanted "GATEWAY_API_KEY" "gateway" -}}{{- end -}}
{{- if or (eq .name "ingestion") (eq .name "cli") -}}{{- $_ := set $wanted "NOCODB_TOKEN" "nocodb" -}}{{- end -}}
{{- if eq .name "translation" -}}{{- $_ := set $wanted "TRANSLATION_API_KEY" "translation" -}}{{- end -}}
{{- if eq .name "notifications" -}}{{- $_ := set $wanted "WEBHOOKS" "webhooks" -}}{{- end -}}
{{- $mounted := dict -}}
{{- range $variable, $key := $wanted -}}
{{- $name := include "convoscope.secretName" (dict "root" $root "key" $key) -}}
{{- if $name -}}{{- $_ := set $mounted $variable (dict "name" $name "key" (index $root.Values.secrets $key).key) -}}{{- end -}}
{{- end -}}
{{- toJson $mounted -}}
{{- end -}}
