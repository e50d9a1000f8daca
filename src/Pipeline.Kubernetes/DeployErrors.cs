using Pipeline.Errors;

namespace Pipeline.Kubernetes;

/// <summary>Errors of connecting, planning, deploying and rolling back.</summary>
[ErrorCodes]
public static class DeployErrors
{
    /// <summary>PIPE4100.</summary>
    public static readonly ErrorCode InvalidKubeconfig = new(
        "PIPE4100",
        "A kubeconfig can't be read",
        "The file doesn't exist, isn't a kubeconfig, or lacks the context, cluster or user that is asked for.",
        "Correct the path or the context of the environment in .nuke/parameters.<environment>.json; kubectl config get-contexts lists what a file has.");

    /// <summary>PIPE4101.</summary>
    public static readonly ErrorCode Unreachable = new(
        "PIPE4101",
        "A cluster can't be reached",
        "The address is wrong, the server doesn't run, or a firewall or a VPN that isn't up stands between.",
        "Check the address in the kubeconfig, and the way there from this machine.");

    /// <summary>PIPE4102.</summary>
    public static readonly ErrorCode Unauthorized = new(
        "PIPE4102",
        "A cluster doesn't accept the credentials",
        "The token or the client certificate has expired, was revoked, or belongs to another cluster.",
        "Log in again (aws eks update-kubeconfig, gcloud container clusters get-credentials, az aks get-credentials), or issue a new token.");

    /// <summary>PIPE4103.</summary>
    public static readonly ErrorCode Forbidden = new(
        "PIPE4103",
        "A right is missing in the cluster",
        "The user has no role that allows the verb on the resource that the message names.",
        "Bind a Role (or a ClusterRole) with that verb and resource to the user; Doctor lists all that a deployment needs.");

    /// <summary>PIPE4104.</summary>
    public static readonly ErrorCode UntrustedCertificate = new(
        "PIPE4104",
        "A cluster's certificate isn't trusted",
        "The certificate authority in the kubeconfig isn't the server's, the certificate has expired, or it names another host.",
        "Fetch the kubeconfig again; set tls-server-name where the server is reached under another name.");

    /// <summary>PIPE4105.</summary>
    public static readonly ErrorCode WrongCluster = new(
        "PIPE4105",
        "It is another cluster than the environment's",
        "The uid of the namespace kube-system isn't the one that the environment names.",
        "Choose the environment's own context; when the cluster was rebuilt, enter its new uid.");

    /// <summary>PIPE4106.</summary>
    public static readonly ErrorCode CredentialPluginFailed = new(
        "PIPE4106",
        "A kubeconfig's credential plugin failed",
        "The program that the kubeconfig names (aws, gke-gcloud-auth-plugin, kubelogin) isn't installed, or ended with an error.",
        "Install it or put it on the PATH, log in, and run it by hand to see its message.");

    /// <summary>PIPE4107.</summary>
    public static readonly ErrorCode UnexpectedAnswer = new(
        "PIPE4107",
        "A cluster answered with an error",
        "The API server, or a webhook or an aggregated API behind it, failed; retries didn't help.",
        "Read the server's message; look at the API server's and the webhook's logs.");

    /// <summary>PIPE4110.</summary>
    public static readonly ErrorCode UnknownKind = new(
        "PIPE4110",
        "A cluster doesn't know a kind",
        "The kind's CustomResourceDefinition isn't installed, or the cluster serves another version of it.",
        "Install what brings the kind (cert-manager, Prometheus operator), or change the apiVersion to one that is served.");

    /// <summary>PIPE4111.</summary>
    public static readonly ErrorCode Refused = new(
        "PIPE4111",
        "A cluster refuses objects",
        "The server's validation, an admission webhook or a quota refuses them in a dry run; nothing was applied.",
        "Correct what the message lists.");

    /// <summary>PIPE4112.</summary>
    public static readonly ErrorCode Conflicts = new(
        "PIPE4112",
        "Fields belong to other field managers",
        "Somebody else set the fields that the message lists (kubectl edit, another tool), and the set gives them other values.",
        "Take the fields out of the manifests, or take them over with --force-conflicts.");

    /// <summary>PIPE4113.</summary>
    public static readonly ErrorCode EmptySet = new(
        "PIPE4113",
        "There is nothing to deploy",
        "The rendered set is empty; deploying it would prune everything that the application has.",
        "Check the overlay. To take an application away, delete its namespace.");

    /// <summary>PIPE4114.</summary>
    public static readonly ErrorCode InvalidPlan = new(
        "PIPE4114",
        "A saved plan can't be used",
        "The file is no plan, was changed after it was saved, or was made for another cluster or from other manifests.",
        "Make the plan again, and have it approved again.");

    /// <summary>PIPE4115.</summary>
    public static readonly ErrorCode PlanOutdated = new(
        "PIPE4115",
        "The cluster has moved on since a plan was made",
        "Objects that the plan was compared with were changed, made or deleted, or another release was deployed.",
        "Make the plan again, and have it approved again.");

    /// <summary>PIPE4116.</summary>
    public static readonly ErrorCode OwnedByAnother = new(
        "PIPE4116",
        "Objects belong to another application",
        "The objects carry another application's annotation pipeline/application.",
        "Rename the objects, or take them out of the other application (annotated pipeline/keep there) and deploy with --force-conflicts.");

    /// <summary>PIPE4117.</summary>
    public static readonly ErrorCode NamespaceMissing = new(
        "PIPE4117",
        "A namespace doesn't exist",
        "Neither the cluster nor the set has it.",
        "Add the Namespace to the manifests, or have it made.");

    /// <summary>PIPE4118.</summary>
    public static readonly ErrorCode DuplicateObject = new(
        "PIPE4118",
        "An object stands twice in a set",
        "Two manifests name the same object of the cluster; the second would undo the first.",
        "Remove one of them.");

    /// <summary>PIPE4120.</summary>
    public static readonly ErrorCode NumberTaken = new(
        "PIPE4120",
        "A release number can't be used",
        "The number belongs to a release with other objects, or is lower than that of the deployed one.",
        "Give the next number; to go back to an earlier release, use Rollback.");

    /// <summary>PIPE4121.</summary>
    public static readonly ErrorCode ReleaseTooLarge = new(
        "PIPE4121",
        "A release is too large to record",
        "Its objects and evidence are more than 1 MiB when compressed, which is the limit of a Secret.",
        "Move large files out of ConfigMaps and Secrets, or split the application.");

    /// <summary>PIPE4122.</summary>
    public static readonly ErrorCode UnreadableRelease = new(
        "PIPE4122",
        "A release record can't be read",
        "The Secret was changed by hand, or written by a later version.",
        "Restore the Secret, or use the version that wrote it; deleting it gives up what it lists.");

    /// <summary>PIPE4123.</summary>
    public static readonly ErrorCode NoSuchRelease = new(
        "PIPE4123",
        "There is no release to go back to",
        "The number isn't in the history, was never deployed, or no earlier release was.",
        "Choose a release that the history shows as deployed or superseded.");

    /// <summary>PIPE4130.</summary>
    public static readonly ErrorCode Locked = new(
        "PIPE4130",
        "Somebody else deploys",
        "Another run holds the application's Lease and renews it.",
        "Wait for it. A killed run's lease ends by itself within a minute.");

    /// <summary>PIPE4124.</summary>
    public static readonly ErrorCode NoteChanged = new(
        "PIPE4124",
        "Somebody else works on the same promotion",
        "The note in the cluster that says how far a promotion is was changed while this run was at it.",
        "See what the other run did (Releases), and run this again.");

    /// <summary>PIPE4131.</summary>
    public static readonly ErrorCode LockLost = new(
        "PIPE4131",
        "The lock was lost during a deployment",
        "The lease could not be renewed in time and another run took it, or somebody deleted it.",
        "See what the other run did (Releases), and deploy again.");

    /// <summary>PIPE4140.</summary>
    public static readonly ErrorCode NotReady = new(
        "PIPE4140",
        "A release did not become ready in time",
        "An object's controller was still at it when the time was over.",
        "Read the events and log lines in the message; give it more time where it needs it.");

    /// <summary>PIPE4141.</summary>
    public static readonly ErrorCode RolloutFailed = new(
        "PIPE4141",
        "A release can't become ready",
        "A container doesn't start, its image can't be pulled, its probe fails past the progress deadline, or a Job failed.",
        "Read the reason, events and log lines in the message.");

    /// <summary>PIPE4142.</summary>
    public static readonly ErrorCode ApplyFailed = new(
        "PIPE4142",
        "Objects could not be applied",
        "The cluster refused them although a dry run had passed, or failed while they were applied.",
        "Correct what the message lists, and deploy again: the run goes on where it ended.");
}
