{{- /* What every pod has: nothing it does not need (Pod Security Standard, restricted). */ -}}

{{- define "bauta.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{- define "bauta.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
runAsNonRoot: true
capabilities:
  drop: [ALL]
{{- end -}}

{{- /* Dict root, service, memory (Mi), and of: the component's values. */ -}}
{{- define "bauta.container" -}}
name: {{ .service }}
image: {{ include "bauta.image" . | quote }}
imagePullPolicy: {{ .root.Values.image.pullPolicy }}
securityContext: {{- include "bauta.containerSecurity" . | nindent 2 }}
resources:
  requests:
    cpu: {{ .of.cpu | quote }}
    memory: {{ .memory }}Mi
  limits:
    {{- with .of.cpuLimit }}
    cpu: {{ . | quote }}
    {{- end }}
    memory: {{ .memory }}Mi
terminationMessagePolicy: FallbackToLogsOnError
{{- end -}}

{{- /* Heap of the virtual machine, and where a Quarkus service listens. Dict of, port. */ -}}
{{- define "bauta.jvm" -}}
- name: JDK_JAVA_OPTIONS
  value: "-Xms16m -Xmx{{ .of.heapMebibytes }}m"
{{- end -}}

{{- define "bauta.http" -}}
{{ include "bauta.jvm" . }}
- name: QUARKUS_HTTP_HOST
  value: 0.0.0.0
- name: QUARKUS_HTTP_PORT
  value: {{ .port | quote }}
{{- end -}}

{{- /* Starting may take minutes on a small node; a broker that is away is waited for, and no reason to start again. */ -}}
{{- define "bauta.httpProbes" -}}
ports:
  - name: http
    containerPort: {{ .port }}
startupProbe:
  httpGet: {path: /q/health/live, port: http}
  periodSeconds: 2
  timeoutSeconds: 5
  failureThreshold: 90
livenessProbe:
  httpGet: {path: /q/health/live, port: http}
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 6
readinessProbe:
  httpGet: {path: /q/health/ready, port: http}
  periodSeconds: 5
  timeoutSeconds: 5
{{- end -}}

{{- define "bauta.brokerProbes" -}}
ports:
  - name: kafka
    containerPort: 9092
  - name: http
    containerPort: 8089
startupProbe:
  tcpSocket: {port: kafka}
  periodSeconds: 2
  failureThreshold: 90
livenessProbe:
  tcpSocket: {port: kafka}
  periodSeconds: 10
  failureThreshold: 6
readinessProbe:
  tcpSocket: {port: kafka}
  periodSeconds: 5
{{- end -}}

{{- define "bauta.pullSecrets" -}}
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- end -}}

{{- define "bauta.tmp" -}}
- name: tmp
  emptyDir:
    sizeLimit: 256Mi
{{- end -}}
