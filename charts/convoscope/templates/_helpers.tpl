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

{{/* Image of one service; argument: dict root, name. */}}
{{- define "convoscope.image" -}}
{{- $image := .root.Values.image -}}
{{- $digest := get $image.digests .name -}}
{{- if $digest -}}{{ $image.repository }}/{{ .name }}@{{ $digest }}{{- else -}}{{ $image.repository }}/{{ .name }}:{{ default .root.Chart.AppVersion $image.tag }}{{- end -}}
{{- end -}}

{{/* Service account of one service; argument: dict root, name. */}}
{{- define "convoscope.serviceAccountName" -}}
{{- if .root.Values.serviceAccount.create -}}{{ include "convoscope.fullname" .root }}-{{ .name }}{{- else -}}{{ .root.Values.serviceAccount.name }}{{- end -}}
{{- end -}}

{{/* The services that run, as a JSON list of names. */}}
{{- define "convoscope.enabled" -}}
{{- $names := list -}}
{{- range $name, $service := .Values.services }}{{ if $service.enabled }}{{ $names = append $names $name }}{{ end }}{{ end -}}
{{- toJson $names -}}
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
