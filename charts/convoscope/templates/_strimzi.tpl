{{/* One KafkaTopic; argument: dict root, topic (logical name), partitions, retentionMs, maxBytes. */}}
{{- define "convoscope.kafkaTopic" -}}
{{- $kafka := .root.Values.kafka -}}
apiVersion: kafka.strimzi.io/v1
kind: KafkaTopic
metadata:
  name: {{ printf "%s-%s" (include "convoscope.fullname" .root) (.topic | replace "_" "-") }}
  namespace: {{ .root.Release.Namespace }}
  labels:
    {{- include "convoscope.labels" (dict "root" .root "name" "kafka") | nindent 4 }}
    strimzi.io/cluster: {{ $kafka.strimzi.cluster }}
  annotations:
    # Events outlive the release.
    helm.sh/resource-policy: keep
spec:
  topicName: {{ $kafka.topicPrefix }}{{ .topic }}
  partitions: {{ .partitions }}
  replicas: {{ $kafka.replicationFactor }}
  config:
    retention.ms: {{ .retentionMs | quote }}
    max.message.bytes: {{ .maxBytes | int64 | quote }}
    {{- if ge (int $kafka.replicationFactor) 3 }}
    min.insync.replicas: '2'
    {{- end }}
{{- end -}}

{{/* A duration as settings write it (14d, 36h), in milliseconds. */}}
{{- define "convoscope.milliseconds" -}}
{{- $factors := dict "ms" 1 "s" 1000 "m" 60000 "h" 3600000 "d" 86400000 -}}
{{- mul (regexFind "^[0-9]+" . | int64) (index $factors (regexFind "[a-z]+$" .)) -}}
{{- end -}}
