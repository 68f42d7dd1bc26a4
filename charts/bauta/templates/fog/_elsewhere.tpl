{{- /* Where pods of fog and cloud may stand, and as whom. Dict root, tier. */ -}}
{{- define "bauta.elsewhere" -}}
serviceAccountName: bauta
automountServiceAccountToken: false
enableServiceLinks: false
{{- with .tier.nodeSelector }}
nodeSelector: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .tier.tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
securityContext: {{- include "bauta.podSecurity" .root | nindent 2 }}
{{- include "bauta.pullSecrets" .root }}
{{- end -}}

{{- /* Several of the same stand on several nodes, if there are. Dict root, component. */ -}}
{{- define "bauta.spread" -}}
topologySpreadConstraints:
  - maxSkew: 1
    topologyKey: kubernetes.io/hostname
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels:
        {{- include "bauta.selector" .root | nindent 8 }}
        app.kubernetes.io/component: {{ .component }}
{{- end -}}

{{- /* A budget for what there is several of. Dict root, component, replicas. */ -}}
{{- define "bauta.budget" -}}
{{- if gt (int .replicas) 1 }}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: {{ include "bauta.name" .root }}-{{ .component }}
  namespace: {{ .root.Release.Namespace }}
  labels:
    {{- include "bauta.labels" .root | nindent 4 }}
    app.kubernetes.io/component: {{ .component }}
spec:
  maxUnavailable: 1
  selector:
    matchLabels:
      {{- include "bauta.selector" .root | nindent 6 }}
      app.kubernetes.io/component: {{ .component }}
{{- end }}
{{- end -}}
