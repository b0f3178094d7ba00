{{/* Service, disruption budget and, where wanted, autoscaler of one service; argument: dict root, name. */}}
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
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: {{ $fullname }}
  namespace: {{ .root.Release.Namespace }}
  labels: {{- include "convoscope.labels" . | nindent 4 }}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: {{ $fullname }}}
  minReplicas: {{ $service.autoscaling.minReplicas }}
  maxReplicas: {{ $service.autoscaling.maxReplicas }}
  metrics:
    - type: Resource
      resource:
        name: cpu
        target: {type: Utilization, averageUtilization: {{ $service.autoscaling.cpuUtilisation }}}
{{- end }}
{{- if $values.networkPolicy.enabled }}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: {{ $fullname }}
  namespace: {{ .root.Release.Namespace }}
  labels: {{- include "convoscope.labels" . | nindent 4 }}
spec:
  podSelector:
    matchLabels: {{- include "convoscope.selectorLabels" . | nindent 6 }}
  policyTypes: [Ingress]
  {{- $isGateway := eq .name "gateway" }}
  {{- $peers := concat $values.networkPolicy.metricsFrom ($isGateway | ternary $values.networkPolicy.gatewayFrom list) }}
  {{- if and $isGateway (not $values.networkPolicy.gatewayFrom) }}
  ingress:
    - ports: [{port: http}]
  {{- else if $peers }}
  ingress:
    - ports: [{port: http}]
      from: {{- toYaml $peers | nindent 8 }}
  {{- else }}
  ingress: []
  {{- end }}
{{- end }}
{{- end -}}
{{- end -}}
