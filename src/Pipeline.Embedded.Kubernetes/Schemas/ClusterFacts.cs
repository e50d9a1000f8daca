namespace Pipeline.Embedded.Kubernetes.Schemas;

/// <summary>What the models don't say of the types of metadata, rights, storage and extensions; <see cref="ModelFacts"/> explains the notation.</summary>
internal static class ClusterFacts
{
    public const string Text = """
        V1Condition: type! status! observedGeneration- lastTransitionTime! reason! message!
        V1FieldSelectorRequirement: key! operator!
        V1LabelSelector: @
        V1LabelSelectorRequirement: key! operator!
        V1ObjectMeta: generation- ownerReferences[uid]~uid finalizers[set]~
        V1OwnerReference: @ apiVersion! kind! name! uid!
        V1ClusterRole: metadata! rules!
        V1ClusterRoleBinding: metadata! roleRef!
        V1PolicyRule: verbs!
        V1Role: metadata! rules!
        V1RoleBinding: metadata! roleRef!
        V1RoleRef: @ apiGroup! kind! name!
        Rbacv1Subject: @ kind! name!
        V1CSIDriver: metadata! spec!
        V1CSIDriverSpec: volumeLifecycleModes[set] fsGroupPolicy?
        V1CSINode: metadata! spec!
        V1CSINodeDriver: name! nodeID! topologyKeys!
        V1CSINodeSpec: drivers[name]~name!
        V1CSIStorageCapacity: metadata! storageClassName!
        V1StorageClass: metadata! provisioner! reclaimPolicy? volumeBindingMode?
        Storagev1TokenRequest: audience!
        V1VolumeAttachment: metadata! spec! status!
        V1VolumeAttachmentSource: persistentVolumeName?
        V1VolumeAttachmentSpec: attacher! source! nodeName!
        V1VolumeAttachmentStatus: attached!
        V1VolumeError: time!
        V1PriorityClass: metadata! value! globalDefault- preemptionPolicy?
        V1RuntimeClass: metadata! handler!
        V1AuditAnnotation: key! valueExpression!
        V1ExpressionWarning: fieldRef! warning!
        V1MatchCondition: name! expression!
        V1MatchResources: matchPolicy?
        V1MutatingWebhook: name! clientConfig! failurePolicy? matchPolicy? sideEffects? admissionReviewVersions! reinvocationPolicy? matchConditions[name]~name
        V1MutatingWebhookConfiguration: metadata! webhooks[name]~name
        V1NamedRuleWithOperations: @ scope?
        V1ParamKind: @
        V1ParamRef: @ parameterNotFoundAction?
        V1RuleWithOperations: scope?
        Admissionregistrationv1ServiceReference: namespace! name! path?
        V1ValidatingAdmissionPolicy: metadata! spec! status!
        V1ValidatingAdmissionPolicyBinding: metadata! spec!
        V1ValidatingAdmissionPolicySpec: failurePolicy? matchConditions[name]~name variables[name]~name
        V1ValidatingAdmissionPolicyStatus: observedGeneration- conditions[type]
        V1ValidatingWebhook: name! clientConfig! failurePolicy? matchPolicy? sideEffects? admissionReviewVersions! matchConditions[name]~name
        V1ValidatingWebhookConfiguration: metadata! webhooks[name]~name
        V1Validation: expression! reason?
        V1Variable: name! expression!
        Admissionregistrationv1WebhookClientConfig: url?
        V1CertificateSigningRequest: metadata! spec! status!
        V1CertificateSigningRequestCondition: type! status! lastUpdateTime! lastTransitionTime!
        V1CertificateSigningRequestSpec: request! signerName!
        V1CertificateSigningRequestStatus: conditions[type]
        V1SelfSubjectReview: metadata! status!
        V1SelfSubjectReviewStatus: userInfo!
        Authenticationv1TokenRequest: metadata! spec! status!
        V1TokenRequestSpec: audiences!
        V1TokenRequestStatus: token! expirationTimestamp!
        V1TokenReview: metadata! spec! status!
        V1TokenReviewStatus: authenticated- user!
        V1LocalSubjectAccessReview: metadata! spec! status!
        V1NonResourceRule: verbs!
        V1ResourceRule: verbs!
        V1SelfSubjectAccessReview: metadata! spec! status!
        V1SelfSubjectRulesReview: metadata! spec! status!
        V1SubjectAccessReview: metadata! spec! status!
        V1SubjectAccessReviewStatus: allowed! denied-
        V1SubjectRulesReviewStatus: resourceRules! nonResourceRules! incomplete!
        V1CustomResourceDefinition: metadata! spec! status!
        V1CustomResourceDefinitionSpec: group! names! scope! versions! preserveUnknownFields-
        V1CustomResourceDefinitionNames: plural! kind!
        V1CustomResourceDefinitionStatus: conditions[type]! acceptedNames! storedVersions!
        V1CustomResourceDefinitionVersion: name! served! storage! deprecated- deprecationWarning?
        V1CustomResourceDefinitionCondition: type! status!
        V1CustomResourceColumnDefinition: name! type! jsonPath! priority-
        V1CustomResourceConversion: strategy!
        V1CustomResourceSubresourceScale: specReplicasPath! statusReplicasPath! labelSelectorPath?
        V1JSONSchemaProps: $ref? exclusiveMaximum- exclusiveMinimum- uniqueItems- nullable- x-kubernetes-embedded-resource- x-kubernetes-int-or-string- x-kubernetes-list-type? x-kubernetes-map-type? x-kubernetes-validations[rule]~rule
        V1SelectableField: jsonPath!
        V1ValidationRule: rule! reason?
        V1WebhookConversion: conversionReviewVersions!
        V1APIService: metadata! spec! status!
        V1APIServiceSpec: groupPriorityMinimum! versionPriority! insecureSkipTLSVerify-
        V1APIServiceStatus: conditions[type]~type
        V1APIServiceCondition: type! status! lastTransitionTime!
        """;
}
