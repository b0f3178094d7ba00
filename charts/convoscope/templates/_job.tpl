{{/* Pod template of a job that runs the command line; argument: dict root, arguments, optional inline (settings in the pod, where the ConfigMap is not there yet). */}}
{{- define "convoscope.jobPod" -}}
{{- $scope := dict "root" .root "name" "cli" -}}
{{- $secrets := include "convoscope.secrets" $scope | fromJson -}}
{{- $settings := include "convoscope.settings" $scope | trim | fromYaml -}}
{{- $account := .root.Values.serviceAccount.create | ternary "default" .root.Values.serviceAccount.name -}}
{{- if and .root.Values.serviceAccount.create (not .inline) }}{{ $account = include "convoscope.serviceAccountName" $scope }}{{ end -}}
metadata:
  labels: {{- include "convoscope.labels" $scope | nindent 4 }}
spec:
  {{- include "convoscope.podDefaults" (dict "root" .root "account" $account) | nindent 2 }}
  restartPolicy: Never
  containers:
    - name: cli
      image: {{ include "convoscope.image" $scope }}
      imagePullPolicy: {{ .root.Values.image.pullPolicy }}
      command: [node, --enable-source-maps, apps/cli/dist/main.js]
      args: {{- toYaml .arguments | nindent 8 }}
      env:
        - {name: POD_NAME, valueFrom: {fieldRef: {fieldPath: metadata.name}}}
        {{- range $name, $value := $settings }}
        - {name: {{ $name }}, value: {{ $value | quote }}}
        {{- end }}
        {{- include "convoscope.secretVariables" $secrets | nindent 8 }}
      resources: {{- toYaml .root.Values.jobs.resources | nindent 8 }}
      securityContext: {{- include "convoscope.containerSecurity" . | nindent 8 }}
      volumeMounts: {{- include "convoscope.mounts" (dict "root" .root "secrets" $secrets) | nindent 8 }}
  volumes: {{- include "convoscope.volumes" (dict "root" .root "secrets" $secrets) | nindent 4 }}
{{- end -}}
