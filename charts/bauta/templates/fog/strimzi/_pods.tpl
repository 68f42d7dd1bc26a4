{{- /* What Strimzi is to give the pods that it makes, so that the restricted standard takes them. */ -}}

{{- define "bauta.strimziContainer" -}}
securityContext:
  allowPrivilegeEscalation: false
  runAsNonRoot: true
  capabilities: {drop: [ALL]}
  seccompProfile: {type: RuntimeDefault}
{{- end -}}

{{- /* Where and as whom. A volume belongs to the group of Strimzi's images, which is 0. */ -}}
{{- define "bauta.strimziPod" -}}
metadata:
  labels: {bauta.io/tier: fog}
securityContext:
  runAsNonRoot: true
  fsGroup: 0
  seccompProfile: {type: RuntimeDefault}
enableServiceLinks: false
{{- with .Values.fog.tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.fog.nodeSelector }}
affinity:
  nodeAffinity:
    requiredDuringSchedulingIgnoredDuringExecution:
      nodeSelectorTerms:
        - matchExpressions:
            {{- range $key, $value := . }}
            - {key: {{ $key }}, operator: In, values: [{{ $value | quote }}]}
            {{- end }}
{{- end }}
{{- end -}}
