using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Defaulting;

/// <summary>Defaults of rights and admission.</summary>
internal static class AccessDefaults
{
    private const string Group = "rbac.authorization.k8s.io";

    /// <summary>A RoleBinding or ClusterRoleBinding.</summary>
    public static void Binding(JsonObject value)
    {
        value.Ensure("roleRef").Default("apiGroup", Group);
        foreach (var subject in value.Objects("subjects").Where(subject => subject.Text("kind") is "User" or "Group"))
            subject.Default("apiGroup", Group);
    }

    /// <summary>A ValidatingWebhookConfiguration.</summary>
    public static void ValidatingWebhooks(JsonObject value)
    {
        foreach (var webhook in value.Objects("webhooks"))
            Webhook(webhook);
    }

    /// <summary>A MutatingWebhookConfiguration.</summary>
    public static void MutatingWebhooks(JsonObject value)
    {
        foreach (var webhook in value.Objects("webhooks"))
        {
            Webhook(webhook);
            webhook.Default("reinvocationPolicy", "Never");
        }
    }

    private static void Webhook(JsonObject webhook)
    {
        webhook.Default("failurePolicy", "Fail");
        webhook.Default("matchPolicy", "Equivalent");
        webhook.Default("namespaceSelector", new JsonObject());
        webhook.Default("objectSelector", new JsonObject());
        webhook.Default("timeoutSeconds", 10);
        webhook.Fields("clientConfig").Fields("service")?.Default("port", 443);
        foreach (var rule in webhook.Objects("rules"))
            rule.Default("scope", "*");
    }
}
