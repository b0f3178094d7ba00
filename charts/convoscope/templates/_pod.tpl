{{/* What every pod of ours has in common, its containers apart; argument: dict root, name, account. */}}
{{- define "convoscope.podDefaults" -}}
{{- $values := .root.Values -}}
serviceAccountName: {{ .account }}
automountServiceAccountToken: false
enableServiceLinks: false
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  fsGroup: 10001
  seccompProfile: {type: RuntimeDefault}
{{- with $values.imagePullSecrets }}
imagePullSecrets: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $values.nodeSelector }}
nodeSelector: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $values.tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $values.affinity }}
affinity: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- end -}}

{{- define "convoscope.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
runAsNonRoot: true
capabilities: {drop: [ALL]}
seccompProfile: {type: RuntimeDefault}
{{- end -}}

{{/* Variables that say where mounted secrets lie; argument: what convoscope.secrets gives. */}}
{{- define "convoscope.secretVariables" -}}
{{- range $variable, $secret := . }}
- {name: {{ $variable }}_FILE, value: /run/secrets/convoscope/{{ $variable }}}
{{- end }}
{{- end -}}

{{/* Mounts and volumes of a container of ours; argument: dict root, secrets. */}}
{{- define "convoscope.mounts" -}}
- {name: data, mountPath: /data}
- {name: tmp, mountPath: /tmp}
{{- if .secrets }}
- {name: secrets, mountPath: /run/secrets/convoscope, readOnly: true}
{{- end }}
{{- with .root.Values.extraVolumeMounts }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "convoscope.volumes" -}}
- name: data
  emptyDir: {sizeLimit: {{ .root.Values.dataSizeLimit }}}
- name: tmp
  emptyDir: {sizeLimit: 512Mi}
{{- if .secrets }}
- name: secrets
  projected:
    sources:
      {{- range $variable, $secret := .secrets }}
      - secret: {name: {{ $secret.name }}, items: [{key: {{ $secret.key | quote }}, path: {{ $variable }}}]}
      {{- end }}
{{- end }}
{{- with .root.Values.extraVolumes }}
{{ toYaml . }}
{{- end }}
{{- end -}}
