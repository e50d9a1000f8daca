using Pipeline.Workflows.Actions;
using Pipeline.Workflows.Defining;

namespace Pipeline.Components.Workflows;

/// <summary>How a job signs in to the registry of images. The run's own token goes to GitHub's registry and to no other.</summary>
public abstract record RegistryLogin
{
    private protected RegistryLogin()
    {
    }

    /// <summary>GitHub's registry, <c>ghcr.io</c>, by the run's own token.</summary>
    public static RegistryLogin GitHub { get; } = new RunTokenLogin();

    /// <summary>
    /// Another registry, by a command that runs after the login to the cloud: <c>aws ecr get-login-password | docker login --username AWS --password-stdin …</c>.
    /// It takes what it needs from that login; there is no stored password.
    /// </summary>
    public static RegistryLogin By(string registry, ShellCommand command) => new CommandLogin(registry, command);

    internal abstract Step Step(ActionLock actions);

    private sealed record RunTokenLogin : RegistryLogin
    {
        private const string Registry = "ghcr.io";

        internal override Step Step(ActionLock actions) => new ActionStep(actions.Find("docker/login-action"))
        {
            Name = $"Log in to {Registry}",
            With = new Dictionary<string, WorkflowValue> { ["registry"] = Registry, ["username"] = WorkflowValue.Actor, ["password"] = WorkflowValue.RunToken },
        };
    }

    private sealed record CommandLogin(string Registry, ShellCommand Command) : RegistryLogin
    {
        internal override Step Step(ActionLock actions) => new RunStep { Name = $"Log in to {Registry}", Command = Command };
    }
}
