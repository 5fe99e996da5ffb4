using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PgGanLab.Grains.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class MsSsim : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<double>(
                name: "ms_ssim",
                table: "swd_untrained",
                type: "REAL",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "ms_ssim",
                table: "swd_floors",
                type: "REAL",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "ms_ssim",
                table: "swd",
                type: "REAL",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "ms_ssim",
                table: "swd_untrained");

            migrationBuilder.DropColumn(
                name: "ms_ssim",
                table: "swd_floors");

            migrationBuilder.DropColumn(
                name: "ms_ssim",
                table: "swd");
        }
    }
}
