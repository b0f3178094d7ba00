{{/* The Deployment of one service with its ConfigMap and ServiceAccount; argument: dict root, name. */}}
{{- define "convoscope.deployment" -}}
{{- $values := .root.Values -}}
{{- $service := index $values.services .name -}}
{{- if $service.enabled -}}
{{- $fullname := printf "%s-%s" (include "convoscope.fullname" .root) .name -}}
{{- $settings := include "convoscope.settings" . | trim -}}
{{- $secrets := include "convoscope.secrets" . | fromJson -}}
{{- $account := include "convoscope.serviceAccountName" . -}}
apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ $fullname }}
  namespace: {{ .root.Release.Namespace }}
  labels: {{- include "convoscope.labels" . | nindent 4 }}
data: {{- $settings | nindent 2 }}
{{- if $values.serviceAccount.create }}
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: {{ $account }}
  namespace: {{ .root.Release.Namespace }}
  labels: {{- include "convoscope.labels" . | nindent 4 }}
  {{- with $values.serviceAccount.annotations }}
  annotations: {{- toYaml . | nindent 4 }}
  {{- end }}
automountServiceAccountToken: false
{{- end }}
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ $fullname }}
  namespace: {{ .root.Release.Namespace }}
  labels: {{- include "convoscope.labels" . | nindent 4 }}
spec:
  {{- if not $service.autoscaling.enabled }}
  replicas: {{ $service.replicas }}
  {{- end }}
  revisionHistoryLimit: 5
  # A new pod is ready before an old one goes: a stage is never without a worker.
  strategy: {type: RollingUpdate, rollingUpdate: {maxUnavailable: 0, maxSurge: 1}}
  selector:
    matchLabels: {{- include "convoscope.selectorLabels" . | nindent 6 }}
  template:
    metadata:
      labels:
        {{- include "convoscope.labels" . | nindent 8 }}
        {{- with $values.podLabels }}{{ toYaml . | nindent 8 }}{{ end }}
      annotations:
        # Other settings, other pods.
        checksum/config: {{ $settings | sha256sum }}
        {{- with $values.podAnnotations }}{{ toYaml . | nindent 8 }}{{ end }}
    spec:
      {{- include "convoscope.podDefaults" (dict "root" .root "account" $account) | nindent 6 }}
      terminationGracePeriodSeconds: {{ $values.terminationGracePeriodSeconds }}
      {{- include "convoscope.spread" . | nindent 6 }}
      containers:
        - name: {{ .name }}
          image: {{ include "convoscope.image" . }}
          imagePullPolicy: {{ $values.image.pullPolicy }}
          command: [node, --enable-source-maps, apps/{{ .name }}/dist/main.js]
          envFrom:
            - configMapRef: {name: {{ $fullname }}}
          {{- if $secrets }}
          env: {{- include "convoscope.secretVariables" $secrets | nindent 12 }}
          {{- end }}
          ports:
            - {name: http, containerPort: 8080}
          {{- include "convoscope.probes" . | nindent 10 }}
          resources: {{- toYaml $service.resources | nindent 12 }}
          securityContext: {{- include "convoscope.containerSecurity" . | nindent 12 }}
          volumeMounts: {{- include "convoscope.mounts" (dict "root" .root "secrets" $secrets) | nindent 12 }}
      volumes: {{- include "convoscope.volumes" (dict "root" .root "secrets" $secrets) | nindent 8 }}
{{- end -}}
{{- end -}}

{{- define "convoscope.probes" -}}
# A first start may migrate collections and create topics: up to 3 minutes. Alive is enough: a dependency that is down
# when a pod starts makes it unready, not restarted.
startupProbe:
  httpGet: {path: /health/live, port: http}
  periodSeconds: 3
  timeoutSeconds: 3
  failureThreshold: 60
# A blocked event loop is found by the timeout. A partition that does not move fails it after BUS_STALL_AFTER, 60 s; the service
# then ends by itself, usually before the third probe. Whether Kafka, MongoDB or S3 answer does not count.
livenessProbe:
  httpGet: {path: /health/live, port: http}
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 3
readinessProbe:
  httpGet: {path: /health/ready, port: http}
  periodSeconds: 5
  timeoutSeconds: 5
  failureThreshold: 3
{{- if eq .name "gateway" }}
# Requests go on coming until every node has heard that the pod leaves.
lifecycle:
  preStop:
    exec: {command: [node, -e, 'setTimeout(() => {}, 5000)']}
{{- end }}
{{- end -}}

{{/* Replicas of a service on different zones and nodes; argument: dict root, name. */}}
{{- define "convoscope.spread" -}}
{{- $spread := .root.Values.spread -}}
{{- if or $spread.zone $spread.host -}}
topologySpreadConstraints:
  {{- range $key, $rule := dict "topology.kubernetes.io/zone" $spread.zone "kubernetes.io/hostname" $spread.host }}
  {{- if $rule }}
  - maxSkew: 1
    topologyKey: {{ $key }}
    whenUnsatisfiable: {{ $rule }}
    labelSelector:
      matchLabels: {{- include "convoscope.selectorLabels" $ | nindent 8 }}
    matchLabelKeys: [pod-template-hash]
  {{- end }}
  {{- end }}
{{- end -}}
{{- end -}}
