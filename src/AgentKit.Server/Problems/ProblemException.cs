namespace AgentKit.Server.Problems;

/// <summary>Ends a request with a problem, from below an endpoint. <see cref="ProblemMiddleware"/> writes it; it is no failure of ours and isn't logged as one.</summary>
internal sealed class ProblemException(IResult problem) : Exception("The request is refused; the problem says why.")
{
    public IResult Problem { get; } = problem;
}
