using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PgGanLab.Grains.Database.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ExperimentPriorities : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // shares go on where they were, counted in held_seconds from now on
            migrationBuilder.Sql(
                "UPDATE sweep_phases SET seconds_before = seconds_before + (SELECT held_seconds - device_seconds "
                + "FROM phases WHERE phases.key = sweep_phases.phase)");

            // EF would make the table anew, which SQLite does outside of the transaction: a kill would leave half of it
            migrationBuilder.Sql("ALTER TABLE phases DROP COLUMN device_seconds");

            migrationBuilder.AddColumn<int>(
                name: "priority",
                table: "experiments",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "priority",
                table: "experiments");

            migrationBuilder.AddColumn<double>(
                name: "device_seconds",
                table: "phases",
                type: "REAL",
                nullable: false,
                defaultValue: 0.0);
        }
    }
}
