{{/* Service, disruption budget and autoscaler of one service; argument: dict root, name. */}}
{{- define "convoscope.service" -}}
{{- $values := .root.Values -}}
{{- $service := index $values.services .name -}}
{{- if $service.enabled -}}
{{- $fullname := printf "%s-%s" (include "convoscope.fullname" .root) .name -}}
apiVersion: v1
kind: Service
metadata:
  name: {{ $fullname }}
  namespace: {{ .root.Release.Namespace }}
  labels: {{- include "convoscope.labels" . | nindent 4 }}
spec:
  type: {{ eq .name "gateway" | ternary $values.service.type "ClusterIP" }}
  selector: {{- include "convoscope.selectorLabels" . | nindent 4 }}
  ports:
    - {name: http, port: {{ eq .name "gateway" | ternary $values.service.port 8080 }}, targetPort: http}
{{- if $values.podDisruptionBudget.enabled }}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: {{ $fullname }}
  namespace: {{ .root.Release.Namespace }}
  labels: {{- include "convoscope.labels" . | nindent 4 }}
spec:
  maxUnavailable: {{ $values.podDisruptionBudget.maxUnavailable }}
  selector:
    matchLabels: {{- include "convoscope.selectorLabels" . | nindent 6 }}
{{- end }}
{{- if $service.autoscaling.enabled }}
---
{{ include (eq $service.autoscaling.by "lag" | ternary "convoscope.scaleByLag" "convoscope.scaleByCpu") . }}
{{- end }}
{{- end -}}
{{- end -}}

{{- define "convoscope.scaleByCpu" -}}
{{- $scaling := (index .root.Values.services .name).autoscaling -}}
{{- $fullname := printf "%s-%s" (include "convoscope.fullname" .root) .name -}}
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: {{ $fullname }}
  namespace: {{ .root.Release.Namespace }}
  labels: {{- include "convoscope.labels" . | nindent 4 }}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: {{ $fullname }}}
  minReplicas: {{ $scaling.minReplicas }}
  maxReplicas: {{ $scaling.maxReplicas }}
  metrics:
    - type: Resource
      resource:
        name: cpu
        target: {type: Utilization, averageUtilization: {{ $scaling.cpuUtilisation }}}
{{- end -}}

{{/* KEDA looks at the lag of the consumer group over all its topics. */}}
{{- define "convoscope.scaleByLag" -}}
{{- $values := .root.Values -}}
{{- $scaling := (index $values.services .name).autoscaling -}}
{{- $fullname := printf "%s-%s" (include "convoscope.fullname" .root) .name -}}
{{- $hasLogin := ne $values.kafka.saslMechanism "none" -}}
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata:
  name: {{ $fullname }}
  namespace: {{ .root.Release.Namespace }}
  labels: {{- include "convoscope.labels" . | nindent 4 }}
spec:
  scaleTargetRef: {name: {{ $fullname }}}
  minReplicaCount: {{ $scaling.minReplicas }}
  maxReplicaCount: {{ $scaling.maxReplicas }}
  pollingInterval: 30
  cooldownPeriod: 300
  advanced:
    horizontalPodAutoscalerConfig:
      behavior:
        # A rebalance stops everyone for a moment: up at once, down slowly.
        scaleDown: {stabilizationWindowSeconds: 300, policies: [{type: Pods, value: 1, periodSeconds: 60}]}
  triggers:
    - type: kafka
      metadata:
        bootstrapServers: {{ (include "convoscope.sharedSettings" .root | fromJson).KAFKA_BROKERS | quote }}
        consumerGroup: {{ printf "%s%s" $values.kafka.topicPrefix .name | quote }}
        lagThreshold: {{ $scaling.lagThreshold | quote }}
        offsetResetPolicy: earliest
        allowIdleConsumers: 'false'
        excludePersistentLag: 'true'
        {{- if $values.kafka.ssl }}
        tls: enable
        {{- end }}
      {{- if or $hasLogin $values.secrets.kafkaCa.name }}
      authenticationRef: {name: {{ include "convoscope.fullname" .root }}-kafka}
      {{- end }}
{{- end -}}
