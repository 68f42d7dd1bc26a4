{{- /* Names, labels and addresses: one thing has one name everywhere. */ -}}

{{- define "bauta.name" -}}
{{- default .Release.Name .Values.nameOverride | trunc 20 | trimSuffix "-" -}}
{{- end -}}

{{- define "bauta.selector" -}}
app.kubernetes.io/name: bauta
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "bauta.labels" -}}
{{ include "bauta.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end -}}

{{- /* Image of a service: dict root, service. By digest, where one is given. */ -}}
{{- define "bauta.image" -}}
{{- $image := .root.Values.image -}}
{{- $digest := get $image.digests .service -}}
{{- if $digest -}}
{{ $image.repository }}/{{ .service }}@{{ $digest }}
{{- else -}}
{{ $image.repository }}/{{ .service }}:{{ $image.tag }}
{{- end -}}
{{- end -}}

{{- define "bauta.fogBroker" -}}
{{ include "bauta.name" . }}-fog-broker
{{- end -}}

{{- /* Not empty where the fog's Kafka is this release's, whoever runs it. */ -}}
{{- define "bauta.fogBrokerHere" -}}
{{- if and .Values.fog.enabled (ne .Values.kafka.mode "external") }}yes{{ end -}}
{{- end -}}

{{- /* Where the fog's Kafka is found. */ -}}
{{- define "bauta.fogBootstrap" -}}
{{- if eq .Values.kafka.mode "embedded" -}}
{{ include "bauta.fogAdvertised" . }}:9092
{{- else if eq .Values.kafka.mode "strimzi" -}}
{{ include "bauta.fogBroker" . }}.{{ .Release.Namespace }}.svc:9092
{{- else -}}
{{ .Values.kafka.bootstrapServers }}
{{- end -}}
{{- end -}}

{{- define "bauta.fogAdvertised" -}}
{{- default (printf "%s.%s.svc" (include "bauta.fogBroker" .) .Release.Namespace) .Values.fog.broker.advertisedHost -}}
{{- end -}}

{{- /*
The edge broker of a node by the variable that the kubelet sets for its Service: pods that handle raw media need no DNS,
and get none. Dict root, node.
*/ -}}
{{- define "bauta.edgeBrokerHost" -}}
$({{ printf "%s-edge-broker-%s" (include "bauta.name" .root) .node.name | upper | replace "-" "_" }}_SERVICE_HOST)
{{- end -}}

{{- define "bauta.modelServerHost" -}}
$({{ printf "%s-model-server-%s" (include "bauta.name" .root) .node.name | upper | replace "-" "_" }}_SERVICE_HOST)
{{- end -}}

{{- /* The Secrets with what gives access to raw media; their names begin so that the guards know them. */ -}}
{{- define "bauta.keysSecret" -}}
{{- default (printf "bauta-raw-keys-%s" .name) .keysSecret -}}
{{- end -}}

{{- /* What panels call what belongs to no edge node. */ -}}
{{- define "bauta.site" -}}
{{- $site := .Release.Name -}}
{{- with .Values.edge.nodes }}{{ with (first .).site }}{{ $site = .site }}{{ end }}{{ end -}}
{{- default $site .Values.observability.site -}}
{{- end -}}
