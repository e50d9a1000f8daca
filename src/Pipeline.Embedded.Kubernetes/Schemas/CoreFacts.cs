namespace Pipeline.Embedded.Kubernetes.Schemas;

/// <summary>What the models don't say of the types of core and its volumes; <see cref="ModelFacts"/> explains the notation.</summary>
internal static class CoreFacts
{
    public const string Text = """
        V1AWSElasticBlockStoreVolumeSource: volumeID! partition- readOnly-
        V1AppArmorProfile: type! localhostProfile?
        V1AttachedVolume: name! devicePath!
        V1AzureDiskVolumeSource: diskName! diskURI! cachingMode? fsType?
        V1AzureFilePersistentVolumeSource: secretName! shareName! readOnly- secretNamespace?
        V1AzureFileVolumeSource: secretName! shareName! readOnly-
        V1Binding: metadata! target!
        V1CSIPersistentVolumeSource: driver! volumeHandle! readOnly-
        V1CSIVolumeSource: driver! fsType?
        V1CephFSPersistentVolumeSource: monitors! readOnly-
        V1CephFSVolumeSource: monitors! readOnly-
        V1CinderPersistentVolumeSource: volumeID! readOnly-
        V1CinderVolumeSource: volumeID! readOnly-
        V1ClusterTrustBundleProjection: name? signerName? path!
        V1ComponentCondition: type! status!
        V1ComponentStatus: metadata! conditions[type]~type
        V1ConfigMap: metadata!
        V1ConfigMapKeySelector: @ key!
        V1ConfigMapNodeConfigSource: namespace! name! kubeletConfigKey!
        V1Container: name! ports[containerPort,protocol]~containerPort env[name]~name resources! restartPolicy? volumeMounts[mountPath]~mountPath volumeDevices[devicePath]~devicePath stdin- stdinOnce- tty-
        V1ContainerImage: names! sizeBytes-
        V1ContainerPort: hostPort- containerPort! protocol=TCP
        V1ContainerResizePolicy: resourceName! restartPolicy!
        V1ContainerStateRunning: startedAt!
        V1ContainerStateTerminated: exitCode! signal- startedAt! finishedAt!
        V1ContainerStatus: name! state! lastState! ready! restartCount! image! imageID! volumeMounts[mountPath]~mountPath allocatedResourcesStatus[name]~name
        V1DaemonEndpoint: Port!
        V1DownwardAPIVolumeFile: path!
        V1EndpointAddress: ip! nodeName?
        Corev1EndpointPort: port! appProtocol?
        V1Endpoints: metadata!
        V1EnvVar: name!
        V1EphemeralContainer: name! ports[containerPort,protocol]~containerPort env[name]~name resources! restartPolicy? volumeMounts[mountPath]~mountPath volumeDevices[devicePath]~devicePath stdin- stdinOnce- tty-
        Corev1Event: metadata! involvedObject! source! firstTimestamp! lastTimestamp! count- eventTime!% reportingComponent! reportingInstance!
        Corev1EventSeries: count- lastObservedTime!%
        V1FCVolumeSource: readOnly-
        V1FlexPersistentVolumeSource: driver! readOnly-
        V1FlexVolumeSource: driver! readOnly-
        V1GCEPersistentDiskVolumeSource: pdName! partition- readOnly-
        V1GRPCAction: port! service?
        V1GitRepoVolumeSource: repository!
        V1GlusterfsPersistentVolumeSource: endpoints! path! readOnly- endpointsNamespace?
        V1GlusterfsVolumeSource: endpoints! path! readOnly-
        V1HTTPGetAction: port!
        V1HTTPHeader: name! value!
        V1HostAlias: ip!
        V1HostIP: ip!
        V1HostPathVolumeSource: path! type?
        V1ISCSIPersistentVolumeSource: targetPortal! iqn! lun! readOnly- chapAuthDiscovery- chapAuthSession- initiatorName?
        V1ISCSIVolumeSource: targetPortal! iqn! lun! readOnly- chapAuthDiscovery- chapAuthSession- initiatorName?
        V1KeyToPath: key! path!
        V1LimitRange: metadata! spec!
        V1LimitRangeItem: type!
        V1LimitRangeSpec: limits!
        V1LinuxContainerUser: uid! gid!
        V1LoadBalancerIngress: ipMode?
        V1LocalObjectReference: @ name=
        V1LocalVolumeSource: path! fsType?
        V1ModifyVolumeStatus: status!
        V1NFSVolumeSource: server! path! readOnly-
        V1Namespace: metadata! spec! status!
        V1NamespaceCondition: type! status! lastTransitionTime!
        V1NamespaceStatus: conditions[type]~type
        V1Node: metadata! spec! status!
        V1NodeAddress: type! address!
        V1NodeCondition: type! status! lastHeartbeatTime! lastTransitionTime!
        V1NodeDaemonEndpoints: kubeletEndpoint!
        V1NodeRuntimeHandler: name!
        V1NodeSelector: @ nodeSelectorTerms!
        V1NodeSelectorRequirement: key! operator!
        V1NodeSelectorTerm: @
        V1NodeSpec: podCIDRs[set]~ unschedulable-
        V1NodeStatus: conditions[type]~type addresses[type]~type daemonEndpoints! nodeInfo!
        V1NodeSystemInfo: machineID! systemUUID! bootID! kernelVersion! osImage! containerRuntimeVersion! kubeletVersion! kubeProxyVersion! operatingSystem! architecture!
        V1ObjectFieldSelector: @ fieldPath!
        V1ObjectReference: @
        V1PersistentVolume: metadata! spec! status!
        V1PersistentVolumeClaim: metadata! spec! status!
        V1PersistentVolumeClaimCondition: type! status! lastProbeTime! lastTransitionTime!
        V1PersistentVolumeClaimSpec: resources! storageClassName? volumeMode? volumeAttributesClassName?
        V1PersistentVolumeClaimStatus: conditions[type]~type currentVolumeAttributesClassName?
        V1PersistentVolumeClaimTemplate: metadata! spec!
        V1PersistentVolumeClaimVolumeSource: claimName! readOnly-
        V1PersistentVolumeSpec: volumeMode? volumeAttributesClassName?
        V1PhotonPersistentDiskVolumeSource: pdID!
        V1Pod: metadata! spec! status!
        V1PodAffinityTerm: topologyKey!
        V1PodCondition: type! status! lastProbeTime! lastTransitionTime! observedGeneration-
        V1PodDNSConfigOption: value?
        V1PodIP: ip!
        V1PodOS: name!
        V1PodReadinessGate: conditionType!
        V1PodResourceClaim: name! resourceClaimName? resourceClaimTemplateName?
        V1PodResourceClaimStatus: name! resourceClaimName?
        V1PodSchedulingGate: name!
        V1PodSecurityContext: supplementalGroupsPolicy? fsGroupChangePolicy? seLinuxChangePolicy?
        V1PodSpec: volumes[name]~name^ initContainers[name]~name containers[name]~name! ephemeralContainers[name]~name nodeSelector@ hostNetwork- hostPID- hostIPC- imagePullSecrets[name]~name hostAliases[ip]~ip runtimeClassName? preemptionPolicy? topologySpreadConstraints[topologyKey,whenUnsatisfiable]~topologyKey schedulingGates[name]~name resourceClaims[name]~name^
        V1PodStatus: conditions[type]~type hostIPs~ip podIPs[ip]~ip resourceClaimStatuses[name]~name^ observedGeneration-
        V1PodTemplate: metadata! template!
        V1PodTemplateSpec: metadata! spec!
        V1PortStatus: port! protocol! error?
        V1PortworxVolumeSource: volumeID! readOnly-
        V1PreferredSchedulingTerm: weight! preference!
        V1Probe: initialDelaySeconds- timeoutSeconds- periodSeconds- successThreshold- failureThreshold-
        V1ProjectedVolumeSource: sources!
        V1QuobyteVolumeSource: registry! volume! readOnly-
        V1RBDPersistentVolumeSource: monitors! image! readOnly-
        V1RBDVolumeSource: monitors! image! readOnly-
        V1ReplicationController: metadata! spec! status!
        V1ReplicationControllerCondition: type! status! lastTransitionTime!
        V1ReplicationControllerSpec: minReadySeconds- selector@
        V1ReplicationControllerStatus: replicas! fullyLabeledReplicas- readyReplicas- availableReplicas- observedGeneration- conditions[type]~type
        Corev1ResourceClaim: name!
        V1ResourceFieldSelector: @ resource! divisor!
        V1ResourceHealth: resourceID!
        V1ResourceQuota: metadata! spec! status!
        V1ResourceRequirements: claims[name]
        V1ResourceStatus: name! resources[resourceID]
        V1ScaleIOPersistentVolumeSource: gateway! system! sslEnabled- readOnly-
        V1ScaleIOVolumeSource: gateway! system! sslEnabled- readOnly-
        V1ScopeSelector: @
        V1ScopedResourceSelectorRequirement: scopeName! operator!
        V1SeccompProfile: type! localhostProfile?
        V1Secret: metadata!
        V1SecretKeySelector: @ key!
        V1SecretReference: @
        V1SecurityContext: procMount?
        V1Service: metadata! spec! status!
        V1ServiceAccount: metadata! secrets[name]~name
        V1ServiceAccountTokenProjection: path!
        V1ServicePort: appProtocol? port! targetPort! nodePort- protocol=TCP
        V1ServiceSpec: ports[port,protocol]~port selector@ healthCheckNodePort- publishNotReadyAddresses- ipFamilyPolicy? loadBalancerClass? internalTrafficPolicy? trafficDistribution?
        V1ServiceStatus: loadBalancer! conditions[type]~type
        V1SleepAction: seconds!
        V1StorageOSPersistentVolumeSource: readOnly-
        V1StorageOSVolumeSource: readOnly-
        V1Sysctl: name! value!
        V1TCPSocketAction: port!
        V1Taint: key! effect!
        V1TopologySelectorLabelRequirement: key! values!
        V1TopologySelectorTerm: @
        V1TopologySpreadConstraint: maxSkew! topologyKey! whenUnsatisfiable! nodeAffinityPolicy? nodeTaintsPolicy?
        V1TypedLocalObjectReference: @ apiGroup? kind! name!
        V1TypedObjectReference: apiGroup? kind! name! namespace?
        V1Volume: name!
        V1VolumeDevice: name! devicePath!
        V1VolumeMount: name! readOnly- recursiveReadOnly? mountPath! mountPropagation?
        V1VolumeMountStatus: name! mountPath! readOnly- recursiveReadOnly?
        V1VsphereVirtualDiskVolumeSource: volumePath!
        V1WeightedPodAffinityTerm: weight! podAffinityTerm!
        V1WindowsSecurityContextOptions: gmsaCredentialSpecName? gmsaCredentialSpec? runAsUserName?
        """;
}
