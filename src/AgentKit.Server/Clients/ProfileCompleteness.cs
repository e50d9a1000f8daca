namespace AgentKit.Server.Clients;

/// <summary>What a profile needs before onboarding can go on.</summary>
internal static class ProfileCompleteness
{
    public const string PrimaryRole = "primary";

    /// <summary>What is missing, as pointers into the client; none where the profile is complete.</summary>
    public static IReadOnlyList<string> Missing(IReadOnlyList<ClientContact> contacts, ClientBrand? brand)
    {
        var missing = new List<string>();
        if (!contacts.Any(x => x.Role == PrimaryRole))
            missing.Add($"/contacts (one with the role {PrimaryRole})");
        if (string.IsNullOrEmpty(brand?.Website))
            missing.Add("/brand/website");
        if (string.IsNullOrEmpty(brand?.Industry))
            missing.Add("/brand/industry");
        if (string.IsNullOrEmpty(brand?.Description))
            missing.Add("/brand/description");
        return missing;
    }

    /// <summary>Whether a client of this status must keep its profile complete.</summary>
    public static bool IsNeededIn(OnboardingStatus status) => status is not (OnboardingStatus.Draft or OnboardingStatus.Rejected or OnboardingStatus.Archived);
}
