{{/* The Deployment of one service with its ConfigMap; argument: dict root, name. */}}
{{- define "convoscope.deployment" -}}
{{- $values := .root.Values -}}
{{- $service := index $values.services .name -}}
{{- if $service.enabled -}}
{{- $fullname := printf "%s-%s" (include "convoscope.fullname" .root) .name -}}
{{- $settings := include "convoscope.settings" . | trim -}}
{{- $secrets := include "convoscope.secrets" . | fromJson -}}
apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ $fullname }}
  namespace: {{ .root.Release.Namespace }}
  labels: {{- include "convoscope.labels" . | nindent 4 }}
data: {{- $settings | nindent 2 }}
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
      serviceAccountName: {{ include "convoscope.serviceAccountName" .root }}
      automountServiceAccountToken: false
      enableServiceLinks: false
      terminationGracePeriodSeconds: {{ $values.terminationGracePeriodSeconds }}
      securityContext:
        runAsNonRoot: true
        runAsUser: 1000
        runAsGroup: 1000
        fsGroup: 1000
        seccompProfile: {type: RuntimeDefault}
      {{- with $values.imagePullSecrets }}
      imagePullSecrets: {{- toYaml . | nindent 8 }}
      {{- end }}
      containers:
        - name: {{ .name }}
          image: {{ include "convoscope.image" .root }}
          imagePullPolicy: {{ $values.image.pullPolicy }}
          command: [node, --enable-source-maps, apps/{{ .name }}/dist/main.js]
          envFrom:
            - configMapRef: {name: {{ $fullname }}}
          {{- if $secrets }}
          env:
            {{- range $variable, $secret := $secrets }}
            - {name: {{ $variable }}_FILE, value: /run/secrets/convoscope/{{ $variable }}}
            {{- end }}
          {{- end }}
          ports:
            - {name: http, containerPort: 8080}
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
          resources: {{- toYaml $service.resources | nindent 12 }}
          securityContext:
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            runAsNonRoot: true
            capabilities: {drop: [ALL]}
            seccompProfile: {type: RuntimeDefault}
          volumeMounts:
            - {name: data, mountPath: /data}
            - {name: tmp, mountPath: /tmp}
            {{- if $secrets }}
            - {name: secrets, mountPath: /run/secrets/convoscope, readOnly: true}
            {{- end }}
            {{- with $values.extraVolumeMounts }}{{ toYaml . | nindent 12 }}{{ end }}
      volumes:
        - name: data
          emptyDir: {sizeLimit: {{ $values.dataSizeLimit }}}
        - name: tmp
          emptyDir: {sizeLimit: 512Mi}
        {{- if $secrets }}
        - name: secrets
          projected:
            sources:
              {{- range $variable, $secret := $secrets }}
              - secret: {name: {{ $secret.name }}, items: [{key: {{ $secret.key }}, path: {{ $variable }}}]}
              {{- end }}
        {{- end }}
        {{- with $values.extraVolumes }}{{ toYaml . | nindent 8 }}{{ end }}
      {{- with $values.nodeSelector }}
      nodeSelector: {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with $values.tolerations }}
      tolerations: {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with $values.affinity }}
      affinity: {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with $values.topologySpreadConstraints }}
      topologySpreadConstraints: {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with $values.priorityClassName }}
      priorityClassName: {{ . }}
      {{- end }}
{{- end -}}
{{- end -}}
