using Pipeline.Workflows.Actions;
using Pipeline.Workflows.Defining;

namespace Pipeline.Components.Workflows;

/// <summary>
/// How a job becomes someone at a cloud: by GitHub's identity token (OpenID Connect), never by a stored key. Roles are configuration variables of
/// the repository or the environment.
/// </summary>
public abstract record CloudLogin
{
    private protected CloudLogin()
    {
    }

    /// <summary>AWS: the role in variable <c>AWS_DEPLOY_ROLE</c>, of jobs that plan <c>AWS_PLAN_ROLE</c>, in the region <c>AWS_REGION</c>.</summary>
    public static CloudLogin Aws { get; } = new AwsLogin();

    /// <summary>Azure: the application in <c>AZURE_DEPLOY_CLIENT_ID</c> or <c>AZURE_PLAN_CLIENT_ID</c>, with <c>AZURE_TENANT_ID</c> and <c>AZURE_SUBSCRIPTION_ID</c>.</summary>
    public static CloudLogin Azure { get; } = new AzureLogin();

    /// <summary>Google Cloud: the account in <c>GCP_DEPLOY_ACCOUNT</c> or <c>GCP_PLAN_ACCOUNT</c>, through <c>GCP_IDENTITY_PROVIDER</c>.</summary>
    public static CloudLogin Google { get; } = new GoogleLogin();

    internal abstract Step Step(ActionLock actions, CloudRole role);

    private sealed record AwsLogin : CloudLogin
    {
        internal override Step Step(ActionLock actions, CloudRole role) => new ActionStep(actions.Find("aws-actions/configure-aws-credentials"))
        {
            Name = "Log in to AWS",
            With = new Dictionary<string, WorkflowValue>
            {
                ["role-to-assume"] = WorkflowValue.Variable(role == CloudRole.Plan ? "AWS_PLAN_ROLE" : "AWS_DEPLOY_ROLE"),
                ["aws-region"] = WorkflowValue.Variable("AWS_REGION"),
            },
        };
    }

    private sealed record AzureLogin : CloudLogin
    {
        internal override Step Step(ActionLock actions, CloudRole role) => new ActionStep(actions.Find("azure/login"))
        {
            Name = "Log in to Azure",
            With = new Dictionary<string, WorkflowValue>
            {
                ["client-id"] = WorkflowValue.Variable(role == CloudRole.Plan ? "AZURE_PLAN_CLIENT_ID" : "AZURE_DEPLOY_CLIENT_ID"),
                ["tenant-id"] = WorkflowValue.Variable("AZURE_TENANT_ID"),
                ["subscription-id"] = WorkflowValue.Variable("AZURE_SUBSCRIPTION_ID"),
            },
        };
    }

    private sealed record GoogleLogin : CloudLogin
    {
        internal override Step Step(ActionLock actions, CloudRole role) => new ActionStep(actions.Find("google-github-actions/auth"))
        {
            Name = "Log in to Google Cloud",
            With = new Dictionary<string, WorkflowValue>
            {
                ["workload_identity_provider"] = WorkflowValue.Variable("GCP_IDENTITY_PROVIDER"),
                ["service_account"] = WorkflowValue.Variable(role == CloudRole.Plan ? "GCP_PLAN_ACCOUNT" : "GCP_DEPLOY_ACCOUNT"),
            },
        };
    }
}

/// <summary>What a job is going to do at a cloud.</summary>
internal enum CloudRole
{
    /// <summary>Reads.</summary>
    Plan,

    /// <summary>Changes.</summary>
    Deploy,
}
