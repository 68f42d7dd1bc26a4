{{- /* For those who tell the way of chunks, and see nothing raw. */ -}}
{{- define "bauta.tracesEnv" -}}
{{- with .Values.observability.traces -}}
{{- if .endpoint }}
- name: BAUTA_TRACES_ENDPOINT
  value: {{ .endpoint | quote }}
- name: BAUTA_TRACES_SHARE
  value: {{ .share | quote }}
{{- end }}
{{- end }}
{{- end -}}
