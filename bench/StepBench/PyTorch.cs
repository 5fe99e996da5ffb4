using System.Diagnostics;
using System.Globalization;

namespace PgGanLab.StepBench;

/// <summary>The same step in PyTorch: torch_step.py in a process of its own.</summary>
internal sealed class PyTorch : IDisposable
{
    private readonly Process process;

    /// <param name="script">Path of torch_step.py.</param>
    public PyTorch(string script)
    {
        var start = new ProcessStartInfo("/usr/bin/python3", [script])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true
        };
        process = Process.Start(start) ?? throw new InvalidOperationException("python3 did not start.");
    }

    /// <summary>One round.</summary>
    /// <returns>Images/s.</returns>
    /// <exception cref="InvalidOperationException">Python ended; its own message is on the standard error.</exception>
    public double Run(Shape shape, TimeSpan duration)
    {
        process.StandardInput.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{shape} {duration.TotalSeconds}"));
        process.StandardInput.Flush();
        var answer = process.StandardOutput.ReadLine()
            ?? throw new InvalidOperationException("The PyTorch side ended before it answered.");
        return double.Parse(answer, CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }
}
