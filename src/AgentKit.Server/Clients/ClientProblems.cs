using AgentKit.Server.Access;
using AgentKit.Server.Json;
using AgentKit.Server.Problems;

namespace AgentKit.Server.Clients;

/// <summary>Why a client can't be changed.</summary>
internal static class ClientProblems
{
    public static IResult Archived() => Problem.Of(StatusCodes.Status409Conflict, "client-archived", "The client is archived", "An archived client is kept as it is. Make a new one to go on.");

    public static IResult Exists() => Problem.Of(StatusCodes.Status409Conflict, "client-exists", "There is a client with this id", "Leave client_id out to be given one, or choose another.");

    public static IResult IdIsFixed() => Problem.Invalid([new FieldError("/client_id", "It can't be changed.")]);

    public static IResult MustStayComplete(OnboardingStatus status, IEnumerable<string> missing) => Problem.Of(
        StatusCodes.Status409Conflict,
        "profile-would-be-incomplete",
        "The profile must stay complete",
        $"A client that is {SnakeCase.Of(status)} needs {string.Join(", ", missing)}.");

    public static IResult NeedsRole(CallerRole role) => Problem.Of(
        StatusCodes.Status403Forbidden, "forbidden", "Your role doesn't allow this", $"This step needs the role {SnakeCase.Of(role)}.");

    public static IResult NotAllowed(OnboardingStatus from, OnboardingStatus to, IEnumerable<OnboardingStatus> allowed) => Problem.Of(
        StatusCodes.Status409Conflict,
        "transition-not-allowed",
        "The client can't go to this status from where it is",
        $"It is {SnakeCase.Of(from)}, and {SnakeCase.Of(to)} doesn't follow from that.",
        new("onboarding_status", SnakeCase.Of(from)),
        new("allowed", allowed.Select(x => SnakeCase.Of(x)).ToArray()));

    public static IResult ConditionsNotMet(OnboardingStatus to, IEnumerable<UnmetCondition> unmet) => Problem.Of(
        StatusCodes.Status409Conflict,
        "conditions-not-met",
        "Something is missing for this status",
        $"The client can go to {SnakeCase.Of(to)} once each of the conditions holds.",
        new KeyValuePair<string, object?>("conditions", unmet.ToArray()));
}
