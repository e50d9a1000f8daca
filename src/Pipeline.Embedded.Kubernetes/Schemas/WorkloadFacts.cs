namespace Pipeline.Embedded.Kubernetes.Schemas;

/// <summary>What the models don't say of the types of workloads and what stands before them; <see cref="ModelFacts"/> explains the notation.</summary>
internal static class WorkloadFacts
{
    public const string Text = """
        V1ControllerRevision: metadata! data! revision!
        V1DaemonSet: metadata! spec! status!
        V1DaemonSetCondition: type! status! lastTransitionTime!
        V1DaemonSetSpec: template! updateStrategy! minReadySeconds-
        V1DaemonSetStatus: currentNumberScheduled! numberMisscheduled! desiredNumberScheduled! numberReady! observedGeneration- updatedNumberScheduled- numberAvailable- numberUnavailable- conditions[type]~type
        V1Deployment: metadata! spec! status!
        V1DeploymentCondition: type! status! lastUpdateTime! lastTransitionTime!
        V1DeploymentSpec: template! strategy^! minReadySeconds- paused-
        V1DeploymentStatus: observedGeneration- replicas- updatedReplicas- readyReplicas- availableReplicas- unavailableReplicas- conditions[type]~type
        V1ReplicaSet: metadata! spec! status!
        V1ReplicaSetCondition: type! status! lastTransitionTime!
        V1ReplicaSetSpec: minReadySeconds- template!
        V1ReplicaSetStatus: replicas! fullyLabeledReplicas- readyReplicas- availableReplicas- observedGeneration- conditions[type]~type
        V1StatefulSet: metadata! spec! status!
        V1StatefulSetCondition: type! status! lastTransitionTime!
        V1StatefulSetOrdinals: start!
        V1StatefulSetSpec: template! serviceName! updateStrategy! minReadySeconds-
        V1StatefulSetStatus: observedGeneration- replicas! readyReplicas- currentReplicas- updatedReplicas- conditions[type]~type availableReplicas!
        V1CronJob: metadata! spec! status!
        V1CronJobSpec: schedule! timeZone? jobTemplate!
        V1Job: metadata! spec! status!
        V1JobCondition: type! status! lastProbeTime! lastTransitionTime!
        V1JobSpec: template! completionMode? podReplacementPolicy? managedBy?
        V1JobStatus: conditions~type active- succeeded- failed- failedIndexes?
        V1JobTemplateSpec: metadata! spec!
        V1PodFailurePolicy: rules!
        V1PodFailurePolicyOnExitCodesRequirement: containerName? operator! values[set]!
        V1PodFailurePolicyOnPodConditionsPattern: type! status!
        V1PodFailurePolicyRule: action!
        V1SuccessPolicy: rules!
        V1SuccessPolicyRule: succeededIndexes?
        V1UncountedTerminatedPods: succeeded[set] failed[set]
        V1CrossVersionObjectReference: @ kind! name!
        V1HorizontalPodAutoscaler: metadata! spec! status!
        V1HorizontalPodAutoscalerSpec: scaleTargetRef! maxReplicas!
        V1HorizontalPodAutoscalerStatus: currentReplicas! desiredReplicas!
        V1Scale: metadata! spec! status!
        V1ScaleSpec: replicas-
        V1ScaleStatus: replicas!
        V2ContainerResourceMetricSource: name! target! container!
        V2ContainerResourceMetricStatus: name! current! container!
        V2CrossVersionObjectReference: kind! name!
        V2ExternalMetricSource: metric! target!
        V2ExternalMetricStatus: metric! current!
        V2HPAScalingPolicy: type! value! periodSeconds!
        V2HPAScalingRules: selectPolicy?
        V2HorizontalPodAutoscaler: metadata! spec! status!
        V2HorizontalPodAutoscalerCondition: type! status! lastTransitionTime!
        V2HorizontalPodAutoscalerSpec: scaleTargetRef! maxReplicas!
        V2HorizontalPodAutoscalerStatus: currentReplicas- desiredReplicas! currentMetrics! conditions[type]~type
        V2MetricIdentifier: name!
        V2MetricSpec: type!
        V2MetricStatus: type!
        V2MetricTarget: type!
        V2ObjectMetricSource: describedObject! target! metric!
        V2ObjectMetricStatus: metric! current! describedObject!
        V2PodsMetricSource: metric! target!
        V2PodsMetricStatus: metric! current!
        V2ResourceMetricSource: name! target!
        V2ResourceMetricStatus: name! current!
        V1Eviction: metadata!
        V1PodDisruptionBudget: metadata! spec! status!
        V1PodDisruptionBudgetSpec: unhealthyPodEvictionPolicy?
        V1PodDisruptionBudgetStatus: observedGeneration- disruptionsAllowed! currentHealthy! desiredHealthy! expectedPods! conditions[type]~type
        V1HTTPIngressPath: pathType? backend!
        V1HTTPIngressRuleValue: paths!
        V1IPBlock: cidr!
        V1Ingress: metadata! spec! status!
        V1IngressClass: metadata! spec!
        V1IngressClassParametersReference: apiGroup? name! scope? namespace?
        V1IngressPortStatus: port! protocol! error?
        V1IngressServiceBackend: name! port!
        V1IngressSpec: ingressClassName?
        V1IngressStatus: loadBalancer!
        V1NetworkPolicy: metadata! spec!
        V1NetworkPolicyPort: protocol?
        V1NetworkPolicySpec: podSelector!
        V1ServiceBackendPort: @ number-
        V1Endpoint: addresses[set]! conditions! hostname? nodeName? zone?
        Discoveryv1EndpointPort: @ name? protocol? appProtocol?
        V1EndpointSlice: metadata! addressType! endpoints! ports!
        V1ForZone: name!
        V1Lease: metadata! spec!
        V1LeaseSpec: holderIdentity? acquireTime% renewTime% strategy? preferredHolder?
        Eventsv1Event: metadata! eventTime!% regarding! deprecatedSource! deprecatedFirstTimestamp! deprecatedLastTimestamp! deprecatedCount-
        Eventsv1EventSeries: count! lastObservedTime!%
        """;
}
