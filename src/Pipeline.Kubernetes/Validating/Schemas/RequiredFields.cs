using System.Collections.Frozen;

namespace Pipeline.Kubernetes.Validating.Schemas;

/// <summary>
/// The fields that the API server asks for, by KubernetesClient's model, whose types don't tell them apart
/// (https://kubernetes.io/docs/reference/kubernetes-api/, "required").
/// </summary>
internal static class RequiredFields
{
    private static readonly FrozenDictionary<string, string[]> All = """
        Admissionregistrationv1ServiceReference: name namespace
        Apiextensionsv1ServiceReference: name namespace
        Corev1EndpointPort: port
        Corev1ResourceClaim: name
        Flowcontrolv1Subject: kind
        Rbacv1Subject: kind name
        Resourcev1ResourceClaim: spec
        Storagev1TokenRequest: audience
        V1AppArmorProfile: type
        V1AWSElasticBlockStoreVolumeSource: volumeID
        V1AzureDiskVolumeSource: diskName diskURI
        V1AzureFilePersistentVolumeSource: secretName shareName
        V1AzureFileVolumeSource: secretName shareName
        V1Binding: target
        V1CephFSPersistentVolumeSource: monitors
        V1CephFSVolumeSource: monitors
        V1CertificateSigningRequest: spec
        V1CertificateSigningRequestSpec: request signerName
        V1CinderPersistentVolumeSource: volumeID
        V1CinderVolumeSource: volumeID
        V1ClusterRoleBinding: roleRef
        V1ClusterTrustBundleProjection: path
        V1ConfigMapKeySelector: key name
        V1Container: name image
        V1ContainerPort: containerPort
        V1ContainerResizePolicy: resourceName restartPolicy
        V1ContainerRestartRule: action
        V1ContainerRestartRuleOnExitCodes: operator
        V1ControllerRevision: revision
        V1CronJob: spec
        V1CronJobSpec: jobTemplate schedule
        V1CrossVersionObjectReference: kind name
        V1CSIDriver: spec
        V1CSIPersistentVolumeSource: driver volumeHandle
        V1CSIStorageCapacity: storageClassName
        V1CSIVolumeSource: driver
        V1CustomResourceColumnDefinition: jsonPath name type
        V1CustomResourceConversion: strategy
        V1CustomResourceDefinition: spec
        V1CustomResourceDefinitionNames: kind plural
        V1CustomResourceDefinitionSpec: group names scope versions
        V1CustomResourceDefinitionVersion: name served storage
        V1CustomResourceSubresourceScale: specReplicasPath statusReplicasPath
        V1DaemonSet: spec
        V1Deployment: spec
        V1DeploymentSpec: selector template
        V1DownwardAPIVolumeFile: path
        V1Endpoint: addresses
        V1EndpointAddress: ip
        V1EndpointSlice: addressType
        V1EnvVar: name
        V1EphemeralContainer: name image
        V1FieldSelectorRequirement: key operator
        V1FileKeySelector: key path volumeName
        V1FlexPersistentVolumeSource: driver
        V1FlexVolumeSource: driver
        V1FlowDistinguisherMethod: type
        V1FlowSchemaSpec: priorityLevelConfiguration
        V1GCEPersistentDiskVolumeSource: pdName
        V1GitRepoVolumeSource: repository
        V1GlusterfsPersistentVolumeSource: endpoints path
        V1GlusterfsVolumeSource: endpoints path
        V1GroupResource: group resource
        V1GroupSubject: name
        V1GRPCAction: port
        V1HorizontalPodAutoscaler: spec
        V1HorizontalPodAutoscalerSpec: maxReplicas scaleTargetRef
        V1HostAlias: ip
        V1HostPathVolumeSource: path
        V1HTTPGetAction: port
        V1HTTPHeader: name value
        V1HTTPIngressPath: backend pathType
        V1HTTPIngressRuleValue: paths
        V1Ingress: spec
        V1IngressClassParametersReference: kind name
        V1IngressServiceBackend: name port
        V1IPBlock: cidr
        V1ISCSIPersistentVolumeSource: iqn lun targetPortal
        V1ISCSIVolumeSource: iqn lun targetPortal
        V1Job: spec
        V1JobSpec: template
        V1JobTemplateSpec: spec
        V1KeyToPath: key path
        V1LabelSelectorRequirement: key operator
        V1LimitRangeItem: type
        V1LimitRangeSpec: limits
        V1LocalVolumeSource: path
        V1MatchCondition: expression name
        V1MutatingWebhook: admissionReviewVersions clientConfig name sideEffects
        V1Mutation: patchType
        V1NFSVolumeSource: path server
        V1NodeSelector: nodeSelectorTerms
        V1NodeSelectorRequirement: key operator
        V1NonResourcePolicyRule: nonResourceURLs verbs
        V1ObjectFieldSelector: fieldPath
        V1OwnerReference: apiVersion kind name uid
        V1PersistentVolume: spec
        V1PersistentVolumeClaim: spec
        V1PersistentVolumeClaimSpec: accessModes resources
        V1PersistentVolumeClaimTemplate: spec
        V1PersistentVolumeClaimVolumeSource: claimName
        V1PersistentVolumeSpec: accessModes capacity
        V1PhotonPersistentDiskVolumeSource: pdID
        V1Pod: spec
        V1PodAffinityTerm: topologyKey
        V1PodCertificateProjection: keyType signerName
        V1PodFailurePolicy: rules
        V1PodFailurePolicyOnExitCodesRequirement: operator values
        V1PodFailurePolicyRule: action
        V1PodOS: name
        V1PodReadinessGate: conditionType
        V1PodResourceClaim: name
        V1PodSchedulingGate: name
        V1PodSpec: containers
        V1PodTemplateSpec: spec
        V1PolicyRule: verbs
        V1PolicyRulesWithSubjects: subjects
        V1PortworxVolumeSource: volumeID
        V1PreferredSchedulingTerm: preference weight
        V1PriorityClass: value
        V1PriorityLevelConfigurationReference: name
        V1PriorityLevelConfigurationSpec: type
        V1QuobyteVolumeSource: registry volume
        V1RBDPersistentVolumeSource: image monitors
        V1RBDVolumeSource: image monitors
        V1ReplicaSet: spec
        V1ReplicaSetSpec: selector
        V1ResourceClaimConsumerReference: name resource uid
        V1ResourceClaimTemplate: spec
        V1ResourceClaimTemplateSpec: spec
        V1ResourceFieldSelector: resource
        V1ResourcePolicyRule: apiGroups resources verbs
        V1RoleBinding: roleRef
        V1RoleRef: kind name
        V1RuntimeClass: handler
        V1ScaleIOPersistentVolumeSource: gateway secretRef system
        V1ScaleIOVolumeSource: gateway secretRef system
        V1ScopedResourceSelectorRequirement: operator scopeName
        V1SeccompProfile: type
        V1SecretKeySelector: key name
        V1SelectableField: jsonPath
        V1Service: spec
        V1ServiceAccountSubject: name namespace
        V1ServiceAccountTokenProjection: path
        V1ServicePort: port
        V1SleepAction: seconds
        V1StatefulSet: spec
        V1StatefulSetSpec: selector template
        V1StorageClass: provisioner
        V1SuccessPolicy: rules
        V1Sysctl: name value
        V1Taint: effect key
        V1TCPSocketAction: port
        V1TopologySelectorLabelRequirement: key values
        V1TopologySpreadConstraint: maxSkew topologyKey whenUnsatisfiable
        V1TypedLocalObjectReference: kind name
        V1TypedObjectReference: kind name
        V1UserSubject: name
        V1ValidatingAdmissionPolicyBinding: spec
        V1ValidatingAdmissionPolicyBindingSpec: policyName validationActions
        V1ValidatingWebhook: admissionReviewVersions clientConfig name sideEffects
        V1Validation: expression
        V1ValidationRule: rule
        V1Variable: expression name
        V1Volume: name
        V1VolumeAttributesClass: driverName
        V1VolumeDevice: devicePath name
        V1VolumeMount: mountPath name
        V1VsphereVirtualDiskVolumeSource: volumePath
        V1WebhookConversion: conversionReviewVersions
        V1WeightedPodAffinityTerm: podAffinityTerm weight
        V2ContainerResourceMetricSource: container name target
        V2CrossVersionObjectReference: kind name
        V2ExternalMetricSource: metric target
        V2HorizontalPodAutoscaler: spec
        V2HorizontalPodAutoscalerSpec: maxReplicas scaleTargetRef
        V2HPAScalingPolicy: periodSeconds type value
        V2MetricIdentifier: name
        V2MetricSpec: type
        V2MetricTarget: type
        V2ObjectMetricSource: describedObject metric target
        V2PodsMetricSource: metric target
        V2ResourceMetricSource: name target
        """.Split('\n').Select(x => x.Split(": ")).ToFrozenDictionary(x => x[0], x => x[1].Split(' '));

    public static IReadOnlyList<string> Of(Type model) => All.GetValueOrDefault(model.Name, []);

    /// <summary>The models of the table, so that a test can hold it against the client.</summary>
    public static IEnumerable<(string Model, string[] Fields)> Table => All.Select(x => (x.Key, x.Value));
}
