namespace Pipeline.Containers.Signing.Verifying;

/// <summary>One check, and how it came out.</summary>
/// <param name="Step">What was checked.</param>
/// <param name="About">On what: a bundle's entry, or what the policy asks for.</param>
/// <param name="Outcome">How it came out.</param>
/// <param name="Detail">Why, as a clause.</param>
public sealed record VerificationCheck(VerificationStep Step, string About, CheckOutcome Outcome, string Detail)
{
    internal static VerificationCheck Of(VerificationStep step, string about, bool holds, string detail) => new(step, about, holds ? CheckOutcome.Passed : CheckOutcome.Failed, detail);

    /// <summary>One line: <c>failed: Subject of provenance.json: it is about …</c>.</summary>
    public override string ToString() => $"{Outcome switch { CheckOutcome.Passed => "passed", CheckOutcome.Failed => "failed", _ => "not evaluated" }}: {Step} of {About}: {Detail}";
}
