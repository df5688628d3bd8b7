package dev.signet.local;

import java.io.PrintStream;

/** What the person at the terminal reads when everything is up. */
final class Banner {
    private Banner() {}

    static void print(int port, DataFolder folder, PrintStream out) {
        String url = "http://localhost:" + port;
        out.print("""

                Signet is up.

                  endpoint       %1$s   (region %2$s)
                  mails          %1$s/mailbox
                  operator key   %3$s

                Sign up a first user, with the AWS CLI:

                  export AWS_SHARED_CREDENTIALS_FILE=%3$s AWS_DEFAULT_REGION=%2$s ENDPOINT=%1$s
                  POOL=$(aws --endpoint-url $ENDPOINT cognito-idp create-user-pool --pool-name first --auto-verified-attributes email --query UserPool.Id --output text); CLIENT=$(aws --endpoint-url $ENDPOINT cognito-idp create-user-pool-client --user-pool-id $POOL --client-name app --query UserPoolClient.ClientId --output text)
                  aws --endpoint-url $ENDPOINT cognito-idp sign-up --client-id $CLIENT --username ada --password 'Correct-Horse-7' --user-attributes Name=email,Value=ada@example.com

                Ctrl-C stops it. In another terminal: ./signet status, ./signet logs, ./signet demo, ./signet down.
                """.formatted(url, Settings.REGION, folder.operatorCredentials()));
        out.flush();
    }
}
