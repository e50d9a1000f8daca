using Pipeline.Kubernetes.Waiting;
using static Pipeline.Kubernetes.Waiting.ReadinessStatus;

namespace Pipeline.Kubernetes.Tests.Waiting;

public sealed class ReadinessRulesTests
{
    private const string Deployed = "conditions: [{type: Available, status: 'True'}, {type: Progressing, status: 'True', reason: NewReplicaSetAvailable}]";

    private static Readiness Of(string kind, string fields) => ReadinessRules.Of(Objects.Parse($"{{kind: {kind.Split('@')[0]}, apiVersion: {kind.Split('@')[1]}, {(fields.Contains("metadata:", StringComparison.Ordinal) ? "" : "metadata: {name: x, generation: 1}, ")}{fields}}}"));

    [Theory]
    [InlineData("spec: {replicas: 2, progressDeadlineSeconds: 600}, status: {}", InProgress)]
    [InlineData("spec: {replicas: 2, progressDeadlineSeconds: 600}, status: {observedGeneration: 1, replicas: 2, updatedReplicas: 1, readyReplicas: 2, availableReplicas: 2}", InProgress)]
    [InlineData("spec: {replicas: 2, progressDeadlineSeconds: 600}, status: {observedGeneration: 1, replicas: 3, updatedReplicas: 2, readyReplicas: 2, availableReplicas: 2, " + Deployed + "}", InProgress)]
    [InlineData("spec: {replicas: 2, progressDeadlineSeconds: 600}, status: {observedGeneration: 1, replicas: 2, updatedReplicas: 2, readyReplicas: 2, availableReplicas: 1, " + Deployed + "}", InProgress)]
    [InlineData("spec: {replicas: 2, progressDeadlineSeconds: 600}, status: {observedGeneration: 1, replicas: 2, updatedReplicas: 2, readyReplicas: 1, availableReplicas: 2, " + Deployed + "}", InProgress)]
    [InlineData("spec: {replicas: 2, progressDeadlineSeconds: 600}, status: {observedGeneration: 1, replicas: 2, updatedReplicas: 2, readyReplicas: 2, availableReplicas: 2, conditions: [{type: Available, status: 'True'}, {type: Progressing, status: 'True', reason: ReplicaSetUpdated}]}", InProgress)]
    [InlineData("spec: {replicas: 2, progressDeadlineSeconds: 2147483647}, status: {observedGeneration: 1, replicas: 2, updatedReplicas: 2, readyReplicas: 2, availableReplicas: 2, conditions: [{type: Available, status: 'True'}]}", Current)]
    [InlineData("spec: {replicas: 2, progressDeadlineSeconds: 600}, status: {observedGeneration: 1, replicas: 2, updatedReplicas: 2, readyReplicas: 2, availableReplicas: 2, " + Deployed + "}", Current)]
    [InlineData("spec: {replicas: 0, progressDeadlineSeconds: 600}, status: {observedGeneration: 1, " + Deployed + "}", Current)]
    [InlineData("metadata: {name: x, generation: 2}, spec: {replicas: 2}, status: {observedGeneration: 1, replicas: 2, updatedReplicas: 2, readyReplicas: 2, availableReplicas: 2, " + Deployed + "}", InProgress)]
    [InlineData("metadata: {name: x, generation: 2}, spec: {replicas: 2}, status: {observedGeneration: 1, conditions: [{type: Progressing, status: 'False', reason: ProgressDeadlineExceeded}]}", InProgress)]
    [InlineData("spec: {replicas: 2}, status: {observedGeneration: 1, conditions: [{type: Progressing, status: 'False', reason: ProgressDeadlineExceeded}]}", Failed)]
    [InlineData("metadata: {name: x, deletionTimestamp: t}, spec: {replicas: 2}, status: {}", Terminating)]
    public void A_deployment(string fields, ReadinessStatus status) => Assert.Equal(status, Of("Deployment@apps/v1", fields).Status);

    [Theory]
    [InlineData("spec: {replicas: 2}", InProgress)]
    [InlineData("spec: {replicas: 2}, status: {observedGeneration: 1, replicas: 2, readyReplicas: 1}", InProgress)]
    [InlineData("spec: {replicas: 2}, status: {observedGeneration: 1, replicas: 2, readyReplicas: 2, currentReplicas: 1, updatedReplicas: 1, currentRevision: a, updateRevision: b}", InProgress)]
    [InlineData("spec: {replicas: 2}, status: {observedGeneration: 1, replicas: 2, readyReplicas: 2, currentReplicas: 2, updatedReplicas: 2, currentRevision: a, updateRevision: b}", InProgress)]
    [InlineData("spec: {replicas: 2}, status: {observedGeneration: 1, replicas: 2, readyReplicas: 2, currentReplicas: 2, updatedReplicas: 2, currentRevision: b, updateRevision: b}", Current)]
    [InlineData("spec: {replicas: 3, updateStrategy: {rollingUpdate: {partition: 2}}}, status: {observedGeneration: 1, replicas: 3, readyReplicas: 3, currentReplicas: 2, updatedReplicas: 1, currentRevision: a, updateRevision: b}", Current)]
    [InlineData("spec: {replicas: 3, updateStrategy: {rollingUpdate: {partition: 2}}}, status: {observedGeneration: 1, replicas: 3, readyReplicas: 3, currentReplicas: 3, updatedReplicas: 0, currentRevision: a, updateRevision: b}", InProgress)]
    [InlineData("spec: {replicas: 3, updateStrategy: {type: OnDelete}}, status: {observedGeneration: 1}", Current)]
    public void A_stateful_set(string fields, ReadinessStatus status) => Assert.Equal(status, Of("StatefulSet@apps/v1", fields).Status);

    [Theory]
    [InlineData("status: {}", InProgress)]
    [InlineData("status: {observedGeneration: 1, desiredNumberScheduled: 2, currentNumberScheduled: 2, updatedNumberScheduled: 1, numberAvailable: 2, numberReady: 2}", InProgress)]
    [InlineData("status: {observedGeneration: 1, desiredNumberScheduled: 2, currentNumberScheduled: 2, updatedNumberScheduled: 2, numberAvailable: 2, numberReady: 2}", Current)]
    [InlineData("status: {observedGeneration: 1, desiredNumberScheduled: 0}", Current)]
    public void A_daemon_set(string fields, ReadinessStatus status) => Assert.Equal(status, Of("DaemonSet@apps/v1", fields).Status);

    [Theory]
    [InlineData("spec: {replicas: 1}, status: {observedGeneration: 1, replicas: 1, fullyLabeledReplicas: 1, availableReplicas: 1, readyReplicas: 1}", Current)]
    [InlineData("spec: {replicas: 1}, status: {observedGeneration: 1, replicas: 1, fullyLabeledReplicas: 1, readyReplicas: 0}", InProgress)]
    [InlineData("spec: {replicas: 1}, status: {observedGeneration: 1, conditions: [{type: ReplicaFailure, status: 'True', reason: FailedCreate, message: exceeded quota}]}", InProgress)]
    public void A_replica_set(string fields, ReadinessStatus status) => Assert.Equal(status, Of("ReplicaSet@apps/v1", fields).Status);

    [Theory]
    [InlineData("status: {}", InProgress)]
    [InlineData("status: {startTime: t, active: 1}", InProgress)]
    [InlineData("status: {startTime: t, succeeded: 1, conditions: [{type: Complete, status: 'True'}]}", Current)]
    [InlineData("status: {startTime: t, failed: 1, conditions: [{type: Failed, status: 'True', reason: BackoffLimitExceeded, message: Job has reached the specified backoff limit}]}", Failed)]
    [InlineData("spec: {suspend: true}", Current)]
    public void A_job(string fields, ReadinessStatus status) => Assert.Equal(status, Of("Job@batch/v1", fields).Status);

    [Theory]
    [InlineData("status: {phase: Pending}", InProgress)]
    [InlineData("status: {phase: Running, conditions: [{type: Ready, status: 'True'}]}", Current)]
    [InlineData("status: {phase: Running, conditions: [{type: Ready, status: 'False'}]}", InProgress)]
    [InlineData("status: {phase: Running, containerStatuses: [{name: a, state: {waiting: {reason: CrashLoopBackOff}}}]}", Failed)]
    [InlineData("status: {phase: Succeeded}", Current)]
    [InlineData("status: {phase: Failed}", Failed)]
    public void A_pod(string fields, ReadinessStatus status) => Assert.Equal(status, Of("Pod@v1", fields).Status);

    [Theory]
    [InlineData("PersistentVolumeClaim@v1", "status: {phase: Pending}", InProgress)]
    [InlineData("PersistentVolumeClaim@v1", "status: {phase: Bound}", Current)]
    [InlineData("Namespace@v1", "status: {phase: Active}", Current)]
    [InlineData("Namespace@v1", "status: {phase: Terminating}", InProgress)]
    [InlineData("Service@v1", "spec: {type: ClusterIP}", Current)]
    [InlineData("Service@v1", "spec: {type: LoadBalancer}", InProgress)]
    [InlineData("Service@v1", "spec: {type: LoadBalancer, clusterIP: 10.0.0.1}, status: {loadBalancer: {}}", InProgress)]
    [InlineData("Service@v1", "spec: {type: LoadBalancer, clusterIP: 10.0.0.1}, status: {loadBalancer: {ingress: [{ip: 1.2.3.4}]}}", Current)]
    [InlineData("CustomResourceDefinition@apiextensions.k8s.io/v1", "status: {}", InProgress)]
    [InlineData("CustomResourceDefinition@apiextensions.k8s.io/v1", "status: {conditions: [{type: NamesAccepted, status: 'True'}, {type: Established, status: 'True'}]}", Current)]
    [InlineData("CustomResourceDefinition@apiextensions.k8s.io/v1", "status: {conditions: [{type: NamesAccepted, status: 'False', reason: Conflict}]}", Failed)]
    [InlineData("ConfigMap@v1", "data: {a: b}", Current)]
    [InlineData("HorizontalPodAutoscaler@autoscaling/v2", "status: {conditions: [{type: ScalingActive, status: 'False'}]}", Current)]
    [InlineData("PodDisruptionBudget@policy/v1", "metadata: {name: x, generation: 2}, status: {observedGeneration: 1}", InProgress)]
    [InlineData("PodDisruptionBudget@policy/v1", "status: {observedGeneration: 1, conditions: [{type: DisruptionAllowed, status: 'False'}]}", Current)]
    [InlineData("Ingress@networking.k8s.io/v1", "status: {loadBalancer: {}}", Current)]
    [InlineData("CronJob@batch/v1", "status: {}", Current)]
    [InlineData("Certificate@cert-manager.io/v1", "status: {conditions: [{type: Ready, status: 'False', message: Issuing}]}", InProgress)]
    [InlineData("Certificate@cert-manager.io/v1", "status: {conditions: [{type: Ready, status: 'True'}]}", Current)]
    [InlineData("Widget@example.test/v1", "spec: {}", Current)]
    [InlineData("Widget@example.test/v1", "status: {conditions: [{type: Stalled, status: 'True', reason: BadSpec}]}", Failed)]
    [InlineData("Widget@example.test/v1", "status: {conditions: [{type: Reconciling, status: 'True'}, {type: Ready, status: 'True'}]}", InProgress)]
    public void Another_kind(string kind, string fields, ReadinessStatus status) => Assert.Equal(status, Of(kind, fields).Status);

    [Fact]
    public void The_message_says_how_far_it_is_and_why() => Assert.Equal(
        ["1 of 3 replicas are updated", "ProgressDeadlineExceeded: ReplicaSet \"x\" has timed out progressing.", "BackoffLimitExceeded: too often"],
        new[]
        {
            Of("Deployment@apps/v1", "spec: {replicas: 3}, status: {observedGeneration: 1, replicas: 3, updatedReplicas: 1}").Message,
            Of("Deployment@apps/v1", "status: {conditions: [{type: Progressing, status: 'False', reason: ProgressDeadlineExceeded, message: 'ReplicaSet \"x\" has timed out progressing.'}]}").Message,
            Of("Job@batch/v1", "status: {conditions: [{type: Failed, status: 'True', reason: BackoffLimitExceeded, message: too often}]}").Message,
        });
}
