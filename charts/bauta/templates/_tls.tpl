{{- /* Certificates: who has which, and where a container finds its own. */ -}}

{{- /* The Secret of a component: dict component, and node on an edge node. Its name says whether it opens raw topics. */ -}}
{{- define "bauta.tlsSecret" -}}
{{- if .node -}}
bauta-{{ ternary "" "raw-" (eq .component "egress") }}tls-{{ .component }}-{{ .node.name }}
{{- else -}}
bauta-tls-{{ .component }}
{{- end -}}
{{- end -}}

{{- /* Not empty where the edge broker asks for certificates. */ -}}
{{- define "bauta.edgeEncrypted" -}}
{{- if ne .Values.tls.mode "off" }}yes{{ end -}}
{{- end -}}

{{- /* Not empty where the fog's Kafka does. */ -}}
{{- define "bauta.fogEncrypted" -}}
{{- if and (ne .Values.tls.mode "off") (or (ne .Values.kafka.mode "external") .Values.kafka.encrypted) }}yes{{ end -}}
{{- end -}}

{{- define "bauta.tlsVolume" -}}
- name: tls
  secret:
    secretName: {{ include "bauta.tlsSecret" . }}
    defaultMode: 0440
{{- end -}}

{{- define "bauta.tlsMount" -}}
- {name: tls, mountPath: /etc/bauta/tls, readOnly: true}
{{- end -}}

{{- /* What a service that reads or writes the fog's Kafka is told. */ -}}
{{- define "bauta.fogEnv" -}}
- name: BAUTA_FOG_BOOTSTRAP_SERVERS
  value: {{ include "bauta.fogBootstrap" . | quote }}
{{- if include "bauta.fogEncrypted" . }}
- name: BAUTA_FOG_PROTOCOL
  value: SSL
- name: BAUTA_FOG_CERTIFICATES
  value: /etc/bauta/tls
{{- end }}
{{- end -}}

{{- /* As the broker reads them: NAME or NAME=TOPIC,TOPIC, with spaces between. */ -}}
{{- define "bauta.readers" -}}
{{- $all := list -}}
{{- range . -}}
{{- $all = append $all (printf "%s%s" .name (ternary (printf "=%s" (join "," .topics)) "" (not (empty .topics)))) -}}
{{- end -}}
{{- join " " $all -}}
{{- end -}}
