namespace Pipeline.Containers.Signing.Verifying;

/// <summary>One check, and how it came out.</summary>
/// <param name="Step">What was checked.</param>
/// <param name="About">On what: a bundle's entry, or what the policy asks for.</param>
/// <param name="Outcome">How it came out.</param>
/// <param name="Detail">Why, as a clause.</param>
public sealed record VerificationCheck(VerificationStep Step, string About, CheckOutcome Outcome, string Detail)
{
    /// <summary>On what: a bundle's entry, or what the policy asks for. Without control characters.</summary>
    public string About { get; } = Printable(About);

    /// <summary>Why, as a clause. Without control characters: an envelope that nobody signed could else write into the terminal.</summary>
    public string Detail { get; } = Printable(Detail);

    internal static VerificationCheck Of(VerificationStep step, string about, bool holds, string detail) => new(step, about, holds ? CheckOutcome.Passed : CheckOutcome.Failed, detail);

    /// <summary>One line: <c>failed: Subject of provenance.json: it is about …</c>.</summary>
    public override string ToString() => $"{Outcome switch { CheckOutcome.Passed => "passed", CheckOutcome.Failed => "failed", _ => "not evaluated" }}: {Step} of {About}: {Detail}";

    private static string Printable(string text) => text.Any(char.IsControl) ? string.Concat(text.Select(x => char.IsControl(x) ? '\uFFFD' : x)) : text;
}
