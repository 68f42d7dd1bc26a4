{{- /* The topics of the fog and what is kept of each, as services/broker has it for its own (TopicPlan). */ -}}

{{- define "bauta.fogTopics" -}}
anon: [anon.video.v1, anon.video.restricted.v1, anon.audio.v1, anon.features.v1, anon.motion.v1]
audit: [audit.provenance.v1]
analytics: [analytics.crowd.v1, analytics.sound.v1, analytics.incident.v1, analytics.flow.v1]
models: [models.releases.v1]
{{- end -}}

{{- /* 60s, 24h, 365d as milliseconds. */ -}}
{{- define "bauta.milliseconds" -}}
{{- $unit := get (dict "ms" 1 "s" 1000 "m" 60000 "h" 3600000 "d" 86400000) (regexFind "[a-z]+$" .) -}}
{{- mul (regexFind "^[0-9]+" . | atoi) $unit -}}
{{- end -}}

{{- /*
Dict age, mebibytes of the whole topic (-1 for no bound), partitions. A segment is an eighth of a partition, from 16 to 128 MiB,
for Kafka deletes whole ones. Age counts from arrival, whatever the sensor's clock says.
*/ -}}
{{- define "bauta.kept" -}}
{{- $bytes := -1 | int64 -}}
{{- $segment := 134217728 | int64 -}}
{{- if ge (int64 .mebibytes) 0 -}}
{{- $bytes = div (mul (int64 .mebibytes) 1048576) (int64 .partitions) | max 1 -}}
{{- $segment = div $bytes 8 | max 16777216 | min 134217728 -}}
{{- end -}}
{{- $age := include "bauta.milliseconds" .age | int64 -}}
retention.ms: {{ $age | quote }}
retention.bytes: {{ $bytes | quote }}
segment.bytes: {{ $segment | quote }}
segment.ms: {{ max 1000 (div $age 4) | quote }}
message.timestamp.type: LogAppendTime
{{- end -}}
