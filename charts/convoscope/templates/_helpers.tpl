{{- define "convoscope.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 45 | trimSuffix "-" -}}
{{- else -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- if contains $name .Release.Name -}}
{{- .Release.Name | trunc 45 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 45 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "convoscope.image" -}}
{{- with .Values.image -}}
{{- if .digest -}}{{ .repository }}@{{ .digest }}{{- else -}}{{ .repository }}:{{ default $.Chart.AppVersion .tag }}{{- end -}}
{{- end -}}
{{- end -}}

{{- define "convoscope.serviceAccountName" -}}
{{- default (include "convoscope.fullname" .) .Values.serviceAccount.name -}}
{{- end -}}

{{/* Labels that never change; argument: dict root, name. */}}
{{- define "convoscope.selectorLabels" -}}
app.kubernetes.io/name: {{ default .root.Chart.Name .root.Values.nameOverride }}
app.kubernetes.io/instance: {{ .root.Release.Name | quote }}
app.kubernetes.io/component: {{ .name }}
{{- end -}}

{{- define "convoscope.labels" -}}
{{ include "convoscope.selectorLabels" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- end -}}

{{/* Settings of one service, sorted by name; argument: dict root, name. The user's own win. */}}
{{- define "convoscope.settings" -}}
{{- $values := .root.Values -}}
{{- $settings := dict
  "CONVOSCOPE_DATA_DIR" "/data"
  "HTTP_PORT" "8080"
  "SHUTDOWN_GRACE_MS" (printf "%ds" (sub (int $values.terminationGracePeriodSeconds) 10))
  "KAFKA_BROKERS" (join "," $values.kafka.brokers)
  "KAFKA_TOPIC_PREFIX" $values.kafka.topicPrefix
  "KAFKA_TOPIC_PARTITIONS" $values.kafka.topicPartitions
  "KAFKA_REPLICATION_FACTOR" $values.kafka.replicationFactor
  "KAFKA_SSL" $values.kafka.ssl
  "KAFKA_SASL_MECHANISM" $values.kafka.saslMechanism
  "KAFKA_SASL_USERNAME" $values.kafka.saslUsername
  "MONGODB_DATABASE" $values.mongodb.database
  "MONGODB_MIGRATE_ON_START" $values.mongodb.migrateOnStart
  "S3_ENDPOINT" $values.objects.endpoint
  "S3_REGION" $values.objects.region
  "S3_BUCKET" $values.objects.bucket
  "S3_ACCESS_KEY_ID" $values.objects.accessKeyId -}}
{{- if eq .name "ingestion" -}}
{{- $settings = merge $settings (dict "SOURCE_KIND" $values.source.kind "SOURCE_NAME" $values.source.name) -}}
{{- if eq $values.source.kind "nocodb" -}}
{{- with $values.source.nocodb -}}
{{- $settings = merge $settings (dict "NOCODB_URL" .url "NOCODB_BASE_ID" .baseId "NOCODB_TABLE" .table "NOCODB_MESSAGES_TABLE" .messagesTable) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- $own := (index $values.services .name).config -}}
{{- range $key, $value := mergeOverwrite $settings (deepCopy $values.config) (deepCopy $own) }}
{{- if ne (toString $value) "" }}
{{ $key }}: {{ $value | toString | quote }}
{{- end }}
{{- end }}
{{- end -}}

{{/* Secrets one service mounts, as a JSON object of variable to value of .Values.secrets; argument: dict root, name. */}}
{{- define "convoscope.secrets" -}}
{{- $secrets := .root.Values.secrets -}}
{{- $mounted := dict "MONGODB_URI" $secrets.mongodb "KAFKA_SASL_PASSWORD" $secrets.kafka "S3_SECRET_ACCESS_KEY" $secrets.s3 -}}
{{- if eq .name "gateway" -}}{{- $_ := set $mounted "GATEWAY_API_KEY" $secrets.gateway -}}{{- end -}}
{{- if eq .name "ingestion" -}}{{- $_ := set $mounted "NOCODB_TOKEN" $secrets.nocodb -}}{{- end -}}
{{- if eq .name "translation" -}}{{- $_ := set $mounted "TRANSLATION_API_KEY" $secrets.translation -}}{{- end -}}
{{- if eq .name "notifications" -}}{{- $_ := set $mounted "WEBHOOKS" $secrets.webhooks -}}{{- end -}}
{{- range $variable, $secret := $mounted -}}
{{- if not $secret.name -}}{{- $_ := unset $mounted $variable -}}{{- end -}}
{{- end -}}
{{- toJson $mounted -}}
{{- end -}}
