using System.CommandLine;
using System.CommandLine.Parsing;
using PgGanLab.Growth.Configuration;

namespace PgGanLab.Terminal;

/// <summary>
/// Has every option of a command line that is a number read by the one rule of <see cref="NumberText"/>, whatever the
/// option's author did: what System.CommandLine reads by itself takes 0,5 for 5.
/// </summary>
internal static class NumberOptions
{
    /// <summary>Goes over a command and all verbs under it.</summary>
    public static void ReadStrictly(Command command)
    {
        foreach (var option in command.Options)
            ReadStrictly(option);
        foreach (var verb in command.Subcommands)
            ReadStrictly(verb);
    }

    private static void ReadStrictly(Option option)
    {
        switch (option)
        {
            case Option<double> number: number.CustomParser = result => Fraction(result) ?? 0; break;
            case Option<double?> number: number.CustomParser = Fraction; break;
            case Option<long> number:
                number.CustomParser = result => Whole(result, long.MinValue, long.MaxValue) ?? 0;
                break;
            case Option<long?> number:
                number.CustomParser = result => Whole(result, long.MinValue, long.MaxValue);
                break;
            case Option<int> number:
                number.CustomParser = result => (int)(Whole(result, int.MinValue, int.MaxValue) ?? 0);
                break;
            case Option<int?> number:
                number.CustomParser = result => (int?)Whole(result, int.MinValue, int.MaxValue);
                break;
        }
    }

    private static double? Fraction(ArgumentResult result) =>
        NumberText.TryRead(result.Tokens[0].Value, out double number) ? number : Refuse(result, "a number");

    private static long? Whole(ArgumentResult result, long least, long most)
    {
        if (NumberText.TryRead(result.Tokens[0].Value, out long number) && number >= least && number <= most)
            return number;
        Refuse(result, "a whole number");
        return null;
    }

    private static double? Refuse(ArgumentResult result, string expected)
    {
        var option = (result.Parent as OptionResult)?.Option.Name ?? result.Argument.Name;
        result.AddError($"{option}: {NumberText.Refusal(result.Tokens[0].Value, expected)}.");
        return null;
    }
}
