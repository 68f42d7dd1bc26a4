{{- /* What clients of the fog's Kafka may do, as services/broker has it for its own (AccessRules). */ -}}

{{- /* Dict name as the certificate bears it, acls. */ -}}
{{- define "bauta.strimziUser" -}}
---
{{ include "bauta.strimziHead" (dict "root" .root "kind" "KafkaUser" "name" .name) }}
spec:
  authentication: {type: tls-external}
  authorization:
    type: simple
    acls: {{- .acls | nindent 6 }}
{{ end -}}

{{- /* Dict topics, operations. */ -}}
{{- define "bauta.mayWithTopics" -}}
{{- range .topics }}
- resource: {type: topic, name: {{ . | quote }}, patternType: literal}
  operations: [{{ join ", " $.operations }}]
{{- end }}
{{- end -}}

{{- define "bauta.mayJoinGroups" }}
- resource: {type: group, name: {{ . | quote }}, patternType: prefix}
  operations: [Read]
{{- end -}}
