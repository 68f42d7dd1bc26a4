{{- /* The fog's Kafka as Strimzi's objects: what they are called, and what cannot be meant. */ -}}

{{- define "bauta.strimzi" -}}
{{ include "bauta.name" . }}-fog
{{- end -}}

{{- /* By which Strimzi marks the brokers that it makes. */ -}}
{{- define "bauta.strimziPods" -}}
strimzi.io/cluster: {{ include "bauta.strimzi" . }}
strimzi.io/name: {{ include "bauta.strimzi" . }}-kafka
{{- end -}}

{{- /* Beginning of an object of which Strimzi must know the cluster. Dict root, kind, name. */ -}}
{{- define "bauta.strimziHead" -}}
apiVersion: kafka.strimzi.io/v1
kind: {{ .kind }}
metadata:
  name: {{ .name }}
  namespace: {{ .root.Release.Namespace }}
  labels:
    {{- include "bauta.labels" .root | nindent 4 }}
    {{- if ne .kind "Kafka" }}
    strimzi.io/cluster: {{ include "bauta.strimzi" .root }}
    {{- end }}
{{- end -}}

{{- /* Not empty where doors of other clusters come in by a listener of their own. */ -}}
{{- define "bauta.strimziOutside" -}}
{{- if and (eq .Values.kafka.mode "strimzi") (ne .Values.fog.broker.serviceType "ClusterIP") }}yes{{ end -}}
{{- end -}}

{{- /* How many copies of a record there are. */ -}}
{{- define "bauta.strimziCopies" -}}
{{- min 3 .Values.kafka.strimzi.replicas -}}
{{- end -}}

{{- /* How many must be written before it counts: one broker may be away, if there are several. */ -}}
{{- define "bauta.strimziWritten" -}}
{{- max 1 (sub (include "bauta.strimziCopies" . | int) 1) -}}
{{- end -}}

{{- define "bauta.strimziRefusals" -}}
{{- $broker := .Values.fog.broker -}}
{{- if not .Values.fog.enabled -}}
{{- fail "kafka.mode: strimzi declares the Kafka of the fog, so fog.enabled must be true; where the fog is elsewhere, set kafka.mode to external" -}}
{{- end -}}
{{- if eq .Values.tls.mode "cert-manager" -}}
{{- fail "kafka.mode: strimzi takes an authority from Secrets that cert-manager does not make; tls.mode must be secrets or off" -}}
{{- end -}}
{{- if and (eq .Values.tls.mode "off") (or $broker.readers .Values.kafka.strimzi.doors) -}}
{{- fail "fog.broker.readers and kafka.strimzi.doors are known by their certificates, so tls.mode must not be off" -}}
{{- end -}}
{{- if and (include "bauta.strimziOutside" .) (not $broker.clients) -}}
{{- fail "fog.broker.clients: name who comes in from outside; Strimzi opens a listener to everybody where nobody is named" -}}
{{- end -}}
{{- if and $broker.advertisedHost (or (not (include "bauta.strimziOutside" .)) (gt (int .Values.kafka.strimzi.replicas) 1)) -}}
{{- fail "fog.broker.advertisedHost is the address of one broker that is reached from outside: it needs fog.broker.serviceType NodePort or LoadBalancer, and kafka.strimzi.replicas 1" -}}
{{- end -}}
{{- end -}}
