{{/* Who may call one service, and where it may connect to; argument: dict root, name. */}}
{{- define "convoscope.networkPolicy" -}}
{{- $values := .root.Values -}}
{{- $policy := $values.networkPolicy -}}
{{- $isGateway := eq .name "gateway" -}}
{{- $targets := list "dns" "kafka" "mongodb" "objects" -}}
{{- if eq .name "cli" }}{{ $targets = append $targets "kubernetes" }}{{ end -}}
{{- if has .name (list "ingestion" "cli") }}{{ $targets = append $targets "source" }}{{ end -}}
{{- if eq .name "translation" }}{{ $targets = append $targets "translation" }}{{ end -}}
{{- if eq .name "notifications" }}{{ $targets = append $targets "webhooks" }}{{ end -}}
{{- if $values.telemetry.otlpEndpoint }}{{ $targets = append $targets "telemetry" }}{{ end -}}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: {{ include "convoscope.fullname" .root }}-{{ .name }}
  namespace: {{ .root.Release.Namespace }}
  labels: {{- include "convoscope.labels" . | nindent 4 }}
spec:
  podSelector:
    matchLabels: {{- include "convoscope.selectorLabels" . | nindent 6 }}
  policyTypes: [Ingress, Egress]
  {{- $peers := concat $policy.metricsFrom ($isGateway | ternary $policy.gatewayFrom list) }}
  {{- if and $isGateway (not $policy.gatewayFrom) }}
  ingress:
    - ports: [{port: http}]
  {{- else if $peers }}
  ingress:
    - ports: [{port: http}]
      from: {{- toYaml $peers | nindent 8 }}
  {{- else }}
  ingress: []
  {{- end }}
  egress:
    {{- range $target := $targets }}
    {{- $rule := index $policy.egress $target }}
    # {{ $target }}
    - ports:
        {{- range $rule.ports }}
        - {port: {{ . }}, protocol: TCP}
        {{- if eq $target "dns" }}
        - {port: {{ . }}, protocol: UDP}
        {{- end }}
        {{- end }}
      {{- with $rule.to }}
      to: {{- toYaml . | nindent 8 }}
      {{- end }}
    {{- end }}
{{- end -}}

{{/* The servers of a trial are for this release alone; argument: dict root, name, port. */}}
{{- define "convoscope.trialPolicy" -}}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: {{ include "convoscope.fullname" .root }}-{{ .name }}
  namespace: {{ .root.Release.Namespace }}
  labels: {{- include "convoscope.labels" . | nindent 4 }}
spec:
  podSelector:
    matchLabels: {{- include "convoscope.selectorLabels" . | nindent 6 }}
  policyTypes: [Ingress, Egress]
  ingress:
    - ports: [{port: {{ .port }}}]
      from: [{podSelector: {matchLabels: {app.kubernetes.io/instance: {{ .root.Release.Name | quote }}}}}]
  # Itself, by its name, and nobody else.
  egress:
    - ports: [{port: {{ .port }}}]
      to: [{podSelector: {matchLabels: {{ include "convoscope.selectorLabels" . | fromYaml | toJson }}}}]
    - ports: [{port: 53, protocol: UDP}, {port: 53, protocol: TCP}]
{{- end -}}
