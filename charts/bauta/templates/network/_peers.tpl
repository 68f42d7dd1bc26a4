{{- /* Whom a policy is about. Dict root, components, and node where it is one node's. */ -}}
{{- define "bauta.pods" -}}
matchLabels:
  {{- include "bauta.selector" .root | nindent 2 }}
  {{- with .node }}
  bauta.io/node: {{ .name }}
  {{- end }}
matchExpressions:
  - key: app.kubernetes.io/component
    operator: In
    values: [{{ join ", " .components }}]
{{- end -}}

{{- define "bauta.policyHead" -}}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: {{ include "bauta.name" .root }}-{{ .name }}
  namespace: {{ .root.Release.Namespace }}
  labels:
    {{- include "bauta.labels" .root | nindent 4 }}
{{- end -}}

{{- define "bauta.toFog" -}}
{{- if eq .Values.kafka.mode "embedded" -}}
- to:
    - podSelector: {{- include "bauta.pods" (dict "root" . "components" (list "fog-broker")) | nindent 8 }}
  ports:
    - {protocol: TCP, port: 9092}
{{- else -}}
- to: {{- toYaml .Values.kafka.peers | nindent 4 }}
  ports:
    - {protocol: TCP, port: {{ .Values.kafka.port }}}
{{- end }}
{{- end -}}

{{- /* For pods that see no raw media only. */ -}}
{{- define "bauta.toNames" -}}
- to:
    - namespaceSelector:
        matchLabels: {kubernetes.io/metadata.name: kube-system}
      podSelector:
        matchLabels: {k8s-app: kube-dns}
  ports:
    - {protocol: UDP, port: 53}
    - {protocol: TCP, port: 53}
{{- end -}}

{{- define "bauta.fromMetrics" -}}
{{- if .Values.metricsNamespace -}}
- from:
    - namespaceSelector:
        matchLabels: {kubernetes.io/metadata.name: {{ .Values.metricsNamespace }}}
  ports:
    - {protocol: TCP, port: http}
{{- end -}}
{{- end -}}
