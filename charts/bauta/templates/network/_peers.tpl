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

{{- /* The fog's broker: ours, or those that Strimzi makes and labels. */ -}}
{{- define "bauta.fogBrokerPods" -}}
{{- if eq .Values.kafka.mode "strimzi" -}}
matchLabels: {{- include "bauta.strimziPods" . | nindent 2 }}
{{- else -}}
{{ include "bauta.pods" (dict "root" . "components" (list "fog-broker")) }}
{{- end -}}
{{- end -}}

{{- /* Who may speak with it. */ -}}
{{- define "bauta.fogBrokerClients" -}}
- podSelector: {{- include "bauta.pods" (dict "root" . "components" (list "egress" "analytics" "partner" "test")) | nindent 4 }}
{{- with .Values.fog.broker.clients }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "bauta.toFog" -}}
{{- if ne .Values.kafka.mode "external" -}}
- to:
    - podSelector: {{- include "bauta.fogBrokerPods" . | nindent 8 }}
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
