{{/* A server of one pod with a volume, and its Service; argument: dict root, name, port, user, mountPath, container (YAML text). For trials alone. */}}
{{- define "convoscope.trialServer" -}}
{{- $trial := .root.Values.trial -}}
{{- $fullname := printf "%s-%s" (include "convoscope.fullname" .root) .name -}}
apiVersion: v1
kind: Service
metadata:
  name: {{ $fullname }}
  namespace: {{ .root.Release.Namespace }}
  labels: {{- include "convoscope.labels" . | nindent 4 }}
spec:
  selector: {{- include "convoscope.selectorLabels" . | nindent 4 }}
  # A server starts from its own name before it is ready.
  publishNotReadyAddresses: true
  ports:
    - {name: server, port: {{ .port }}, targetPort: server}
---
apiVersion: v1
kind: Service
metadata:
  name: {{ $fullname }}-pods
  namespace: {{ .root.Release.Namespace }}
  labels: {{- include "convoscope.labels" . | nindent 4 }}
spec:
  clusterIP: None
  selector: {{- include "convoscope.selectorLabels" . | nindent 4 }}
  ports:
    - {name: server, port: {{ .port }}, targetPort: server}
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: {{ $fullname }}
  namespace: {{ .root.Release.Namespace }}
  labels:
    {{- include "convoscope.labels" . | nindent 4 }}
    convoscope/trial: 'true'
  annotations:
    # The images' own users; one copy of each, with nothing to fail over to.
    kube-score/ignore: container-security-context-user-group-id,statefulset-has-poddisruptionbudget,statefulset-has-host-podantiaffinity
spec:
  replicas: 1
  serviceName: {{ $fullname }}-pods
  selector:
    matchLabels: {{- include "convoscope.selectorLabels" . | nindent 6 }}
  template:
    metadata:
      labels:
        {{- include "convoscope.labels" . | nindent 8 }}
        convoscope/trial: 'true'
    spec:
      automountServiceAccountToken: false
      enableServiceLinks: false
      terminationGracePeriodSeconds: 30
      securityContext:
        runAsNonRoot: true
        runAsUser: {{ .user }}
        runAsGroup: {{ .user }}
        fsGroup: {{ .user }}
        seccompProfile: {type: RuntimeDefault}
      containers:
        - name: {{ .name }}
          image: {{ index $trial.images .name }}
          imagePullPolicy: {{ .root.Values.image.pullPolicy }}
          ports: [{name: server, containerPort: {{ .port }}}]
          securityContext: {{- include "convoscope.containerSecurity" . | nindent 12 }}
          volumeMounts:
            - {name: data, mountPath: {{ .mountPath }}}
            - {name: tmp, mountPath: /tmp}
            {{- range .scratch }}
            - {name: scratch, mountPath: {{ . }}, subPath: {{ base . }}}
            {{- end }}
          {{- .container | nindent 10 }}
      volumes:
        - name: tmp
          emptyDir: {sizeLimit: 512Mi}
        {{- if .scratch }}
        - name: scratch
          emptyDir: {sizeLimit: 512Mi}
        {{- end }}
        {{- if not $trial.storage }}
        - name: data
          emptyDir: {}
        {{- end }}
  {{- if $trial.storage }}
  volumeClaimTemplates:
    - metadata: {name: data}
      spec:
        accessModes: [ReadWriteOnce]
        {{- with $trial.storageClassName }}
        storageClassName: {{ . }}
        {{- end }}
        resources: {requests: {storage: {{ $trial.storage }}}}
  {{- end }}
{{- end -}}
