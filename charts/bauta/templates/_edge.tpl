{{- /*
A DaemonSet for one component on one edge node. Dict root, node, component, service, raw, of, memory, container (the rest of
the container), volumes.
*/ -}}
{{- define "bauta.edgeDaemonSet" -}}
{{- $root := .root -}}
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: {{ include "bauta.name" $root }}-{{ .component }}-{{ .node.name }}
  namespace: {{ $root.Release.Namespace }}
  labels:
    {{- include "bauta.labels" $root | nindent 4 }}
    {{- include "bauta.edgePodLabels" . | nindent 4 }}
spec:
  selector:
    matchLabels:
      {{- include "bauta.selector" $root | nindent 6 }}
      app.kubernetes.io/component: {{ .component }}
      bauta.io/node: {{ .node.name }}
  updateStrategy:
    type: RollingUpdate
  template:
    metadata:
      labels:
        {{- include "bauta.labels" $root | nindent 8 }}
        {{- include "bauta.edgePodLabels" . | nindent 8 }}
      {{- with .node.site }}
      annotations:
        bauta.io/site-file: {{ toJson . | sha256sum | quote }}
      {{- end }}
    spec:
      serviceAccountName: {{ ternary "bauta-raw" "bauta" .raw }}
      automountServiceAccountToken: false
      # Addresses of the node's own Services come as variables; see bauta.edgeBrokerHost.
      enableServiceLinks: true
      {{- if .raw }}
      # No name is ever looked up where raw media are: it would be a way out.
      dnsPolicy: None
      dnsConfig:
        nameservers: [127.0.0.1]
      {{- with .node.hosts }}
      hostAliases: {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- end }}
      {{- if $root.Values.priorityClasses.create }}
      priorityClassName: {{ include "bauta.name" $root }}-edge
      {{- end }}
      {{- with $root.Values.edge.runtimeClassName }}
      runtimeClassName: {{ . }}
      {{- end }}
      nodeSelector:
        bauta.io/tier: edge
        kubernetes.io/hostname: {{ default .node.name .node.hostname }}
        {{- with $root.Values.edge.nodeSelector }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      # A node that is cut off keeps recording: nobody is taken from it until the link heals.
      tolerations:
        - key: bauta.io/tier
          operator: Equal
          value: edge
          effect: NoSchedule
        - key: node.kubernetes.io/unreachable
          operator: Exists
          effect: NoExecute
        - key: node.kubernetes.io/not-ready
          operator: Exists
          effect: NoExecute
        {{- with $root.Values.edge.tolerations }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      terminationGracePeriodSeconds: 20
      securityContext: {{- include "bauta.podSecurity" $root | nindent 8 }}
      {{- include "bauta.pullSecrets" $root | nindent 6 }}
      containers:
        - {{- include "bauta.container" (dict "root" $root "service" .service "memory" .memory "of" .of) | nindent 10 }}
          {{- .container | nindent 10 }}
      volumes:
        {{- include "bauta.tmp" $root | nindent 8 }}
        {{- if and (include "bauta.edgeEncrypted" $root) (ne .component "model-server") }}
        {{- include "bauta.tlsVolume" . | nindent 8 }}
        {{- end }}
        {{- .volumes | nindent 8 }}
{{- end -}}

{{- define "bauta.edgePodLabels" -}}
app.kubernetes.io/component: {{ .component }}
bauta.io/tier: edge
bauta.io/node: {{ .node.name }}
{{- with .node.site }}
bauta.io/site: {{ .site }}
{{- end }}
{{- if .raw }}
bauta.io/raw: "true"
{{- end }}
{{- end -}}

{{- /* What the services of a node share. Dict root, node. */ -}}
{{- define "bauta.edgeEnv" -}}
- name: BAUTA_SITE_FILE
  value: /etc/bauta/site/site.yaml
- name: BAUTA_EDGE_BOOTSTRAP_SERVERS
  value: "{{ include "bauta.edgeBrokerHost" . }}:9092"
{{- if include "bauta.edgeEncrypted" .root }}
- name: BAUTA_EDGE_CERTIFICATES
  value: /etc/bauta/tls
{{- end }}
{{- end -}}

{{- define "bauta.modelsEnv" -}}
- name: BAUTA_MODELS_SERVER
  value: "http://{{ include "bauta.modelServerHost" . }}:8086"
- name: BAUTA_MODELS_CACHE
  value: /var/cache/bauta
{{- end -}}

{{- define "bauta.siteVolume" -}}
- name: site
  configMap:
    name: {{ include "bauta.name" .root }}-site-{{ .node.name }}
    items:
      - {key: site.yaml, path: site.yaml}
{{- end -}}

{{- define "bauta.cacheVolume" -}}
- name: cache
  emptyDir:
    sizeLimit: 256Mi
{{- end -}}

{{- define "bauta.keysVolume" -}}
- name: keys
  secret:
    secretName: {{ include "bauta.keysSecret" .node }}
    defaultMode: 0440
{{- end -}}

{{- /*
What must be out of the reach of a pod that handles raw media: the cluster's API, a cloud's metadata, this release's fog broker
and page, and what is named. Addresses come from variables of the Services, since no name is looked up. Dict root.
*/ -}}
{{- define "bauta.startGate" -}}
{{- $gate := .root.Values.edge.startGate -}}
{{- if $gate.enabled -}}
{{- $prefix := include "bauta.name" .root | upper | replace "-" "_" -}}
{{- $shut := list "$(KUBERNETES_SERVICE_HOST):$(KUBERNETES_SERVICE_PORT)" "169.254.169.254:80" -}}
{{- if include "bauta.fogBrokerHere" .root -}}
{{- $shut = append $shut (printf "$(%s_FOG_BROKER_SERVICE_HOST):9092" $prefix) -}}
{{- end -}}
{{- if .root.Values.cloud.enabled -}}
{{- $shut = append $shut (printf "$(%s_PARTNER_SERVICE_HOST):8080" $prefix) -}}
{{- end -}}
- name: BAUTA_START_GATE_SHUT
  value: {{ join "," (concat $shut $gate.shut) | quote }}
{{- end -}}
{{- end -}}
