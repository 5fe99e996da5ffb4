using System.CommandLine;
using PgGanLab.Cli;

return await LabCommand.Run(args, new InvocationConfiguration { ProcessTerminationTimeout = LabCommand.StopLimit });
