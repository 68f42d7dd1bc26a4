{{- /* What each component of an edge node is told, and nothing else. */ -}}

{{- /*
Mebibytes the edge broker may fill: of each topic what it may keep and the segment that is being written (16 MiB, a partition),
and a little for Kafka's own. Two topics of raw media, two anonymised, statements, quarantine (64).
*/ -}}
{{- define "bauta.edgeStorage" -}}
{{- $broker := .Values.edge.broker -}}
{{- $kept := add (mul 2 $broker.rawMebibytes) (mul 2 $broker.anonMebibytes) $broker.auditMebibytes 64 -}}
{{- add $kept (mul 6 16 $broker.partitions) 96 -}}
{{- end -}}

{{- define "bauta.edgeBroker" -}}
{{- $broker := .root.Values.edge.broker -}}
{{- if and (eq $broker.storage "Disk") (not $broker.nodeDiskIsEncrypted) -}}
{{- fail "edge.broker.storage: Disk puts raw media on the node's disk; encrypt it and say so with edge.broker.nodeDiskIsEncrypted: true, or take Memory" -}}
{{- end -}}
{{ include "bauta.brokerProbes" . }}
env:
  {{- include "bauta.jvm" (dict "of" $broker) | nindent 2 }}
  - name: BAUTA_BROKER_ROLE
    value: edge
  - name: BAUTA_BROKER_DATA
    value: /var/lib/bauta/broker
  - name: BAUTA_BROKER_HOST
    value: 0.0.0.0
  - name: BAUTA_BROKER_METRICS_PORT
    value: "8089"
  - name: BAUTA_BROKER_ADVERTISED_HOST
    value: {{ include "bauta.edgeBrokerHost" . | quote }}
  - name: BAUTA_BROKER_PARTITIONS
    value: {{ $broker.partitions | quote }}
  - name: BAUTA_BROKER_RAW_RETENTION
    value: {{ $broker.rawRetention | quote }}
  - name: BAUTA_BROKER_RAW_BYTES
    value: "{{ $broker.rawMebibytes }}M"
  - name: BAUTA_BROKER_ANON_RETENTION
    value: {{ $broker.anonRetention | quote }}
  - name: BAUTA_BROKER_ANON_BYTES
    value: "{{ $broker.anonMebibytes }}M"
  - name: BAUTA_BROKER_AUDIT_RETENTION
    value: {{ $broker.auditRetention | quote }}
  - name: BAUTA_BROKER_AUDIT_BYTES
    value: "{{ $broker.auditMebibytes }}M"
  {{- if include "bauta.edgeEncrypted" .root }}
  - name: BAUTA_BROKER_CERTIFICATES
    value: /etc/bauta/tls
  - name: BAUTA_BROKER_NODE
    value: {{ .node.name }}
  {{- end }}
volumeMounts:
  - {name: tmp, mountPath: /tmp}
  - {name: data, mountPath: /var/lib/bauta}
  {{- if include "bauta.edgeEncrypted" .root }}
  {{- include "bauta.tlsMount" . | nindent 2 }}
  {{- end }}
{{- end -}}

{{- define "bauta.edgeBrokerVolumes" -}}
- name: data
  emptyDir:
    {{- if eq .root.Values.edge.broker.storage "Memory" }}
    medium: Memory
    {{- end }}
    sizeLimit: {{ include "bauta.edgeStorage" .root }}Mi
{{- end -}}

{{- define "bauta.modelServer" -}}
{{ include "bauta.httpProbes" . }}
env:
  {{- include "bauta.http" . | nindent 2 }}
  - name: BAUTA_MODEL_SERVER_FOLDER
    value: /opt/bauta/models
volumeMounts:
  - {name: tmp, mountPath: /tmp}
{{- end -}}

{{- define "bauta.ingestion" -}}
{{ include "bauta.httpProbes" . }}
env:
  {{- include "bauta.http" . | nindent 2 }}
  {{- include "bauta.edgeEnv" . | nindent 2 }}
  {{- include "bauta.startGate" . | nindent 2 }}
  {{- if .node.camerasSecret }}
  - name: BAUTA_INGESTION_CREDENTIALS
    value: /etc/bauta/cameras
  {{- end }}
volumeMounts:
  - {name: tmp, mountPath: /tmp}
  - {name: site, mountPath: /etc/bauta/site, readOnly: true}
  {{- if include "bauta.edgeEncrypted" .root }}
  {{- include "bauta.tlsMount" . | nindent 2 }}
  {{- end }}
  {{- if .node.camerasSecret }}
  - {name: cameras, mountPath: /etc/bauta/cameras, readOnly: true}
  {{- end }}
{{- end -}}

{{- define "bauta.ingestionVolumes" -}}
{{ include "bauta.siteVolume" . }}
{{- with .node.camerasSecret }}
- name: cameras
  secret:
    secretName: {{ . }}
    defaultMode: 0440
{{- end }}
{{- end -}}

{{- define "bauta.anonymiserMounts" -}}
volumeMounts:
  - {name: tmp, mountPath: /tmp}
  - {name: site, mountPath: /etc/bauta/site, readOnly: true}
  {{- if include "bauta.edgeEncrypted" .root }}
  {{- include "bauta.tlsMount" . | nindent 2 }}
  {{- end }}
  - {name: keys, mountPath: /etc/bauta/keys, readOnly: true}
  - {name: cache, mountPath: /var/cache/bauta}
{{- end -}}

{{- define "bauta.anonymiserVolumes" -}}
{{ include "bauta.siteVolume" . }}
{{ include "bauta.keysVolume" . }}
{{ include "bauta.cacheVolume" . }}
{{- end -}}

{{- define "bauta.videoAnonymiser" -}}
{{ include "bauta.httpProbes" . }}
env:
  {{- include "bauta.http" . | nindent 2 }}
  {{- include "bauta.edgeEnv" . | nindent 2 }}
  {{- include "bauta.startGate" . | nindent 2 }}
  {{- include "bauta.modelsEnv" . | nindent 2 }}
  - name: BAUTA_KEYS
    value: /etc/bauta/keys
  {{- if .root.Values.models.detector }}
  - name: BAUTA_MODELS_DETECTOR
    value: {{ .root.Values.models.detector | quote }}
  {{- else if not .node.site }}
  # The operator's choice among those that are approved; none, until it has chosen.
  - name: BAUTA_MODELS_DETECTOR
    valueFrom:
      configMapKeyRef:
        name: {{ include "bauta.name" .root }}-site-{{ .node.name }}
        key: detector
        optional: true
  {{- end }}
  {{- with .root.Values.models.persons }}
  - name: BAUTA_MODELS_PERSONS
    value: {{ . | quote }}
  {{- end }}
  {{- with .root.Values.models.plates }}
  - name: BAUTA_MODELS_PLATES
    value: {{ . | quote }}
  {{- end }}
  {{- with .root.Values.models.auditor }}
  - name: BAUTA_MODELS_AUDITOR
    value: {{ . | quote }}
  {{- end }}
{{ include "bauta.anonymiserMounts" . }}
{{- end -}}

{{- define "bauta.audioAnonymiser" -}}
{{ include "bauta.httpProbes" . }}
env:
  {{- include "bauta.http" . | nindent 2 }}
  {{- include "bauta.edgeEnv" . | nindent 2 }}
  {{- include "bauta.startGate" . | nindent 2 }}
  {{- include "bauta.modelsEnv" . | nindent 2 }}
  - name: BAUTA_KEYS
    value: /etc/bauta/keys
  {{- with .root.Values.models.voice }}
  - name: BAUTA_MODELS_VOICE
    value: {{ . | quote }}
  {{- end }}
{{ include "bauta.anonymiserMounts" . }}
{{- end -}}

{{- define "bauta.egress" -}}
{{ include "bauta.httpProbes" . }}
env:
  {{- include "bauta.http" . | nindent 2 }}
  {{- include "bauta.edgeEnv" . | nindent 2 }}
  {{- include "bauta.fogEnv" .root | nindent 2 }}
  {{- include "bauta.tracesEnv" .root | nindent 2 }}
  - name: BAUTA_KEYS
    value: /etc/bauta/keys
  {{- with compact (concat (list .root.Values.models.detector .root.Values.models.persons .root.Values.models.plates .root.Values.models.auditor .root.Values.models.voice .root.Values.models.mouth) .root.Values.placement.approvedDetectors) }}
  - name: BAUTA_EGRESS_APPROVED_MODELS
    value: {{ join "," . | quote }}
  {{- end }}
  {{- with .root.Values.edge.topics }}
  - name: BAUTA_EGRESS_TOPICS
    value: {{ . | quote }}
  {{- end }}
volumeMounts:
  - {name: tmp, mountPath: /tmp}
  - {name: site, mountPath: /etc/bauta/site, readOnly: true}
  {{- if include "bauta.edgeEncrypted" .root }}
  {{- include "bauta.tlsMount" . | nindent 2 }}
  {{- end }}
  - {name: keys, mountPath: /etc/bauta/keys, readOnly: true}
{{- end -}}

{{- /* The door has the public half only. */ -}}
{{- define "bauta.egressVolumes" -}}
{{ include "bauta.siteVolume" . }}
- name: keys
  configMap:
    name: {{ include "bauta.name" .root }}-{{ ternary "site" "key" (not (not .node.site)) }}-{{ .node.name }}
    items:
      - {key: node.pub, path: node.pub}
{{- end -}}
