package dev.signet.identitypool.credentials;

import java.util.List;

/**
 * What a guest's credentials of the enhanced flow may do at most, whatever the role allows. Source: "IAM roles" in the
 * Cognito developer guide: the services that unauthenticated enhanced flow users can access, and the managed policy
 * AmazonCognitoUnauthenticatedIdentities, in one policy since both are allowed.
 */
final class GuestPolicy {
    private static final List<String> ACTIONS = List.of(
            "apigateway:*",
            "appsync:*",
            "cloudwatch:*",
            "codewhisperer:*",
            "cognito-identity:*",
            "cognito-idp:*",
            "cognito-sync:*",
            "comprehend:*",
            "dynamodb:*",
            "execute-api:*",
            "firehose:*",
            "gamelift:*",
            "geo:*",
            "iot:*",
            "kinesisanalytics:*",
            "kms:Decrypt",
            "kms:Encrypt",
            "kms:GenerateDataKey*",
            "kms:ReEncrypt*",
            "lambda:*",
            "lex:*",
            "logs:*",
            "machinelearning:*",
            "mobileanalytics:*",
            "mobiletargeting:*",
            "personalize:*",
            "polly:*",
            "rekognition:*",
            "rum:PutRumEvents",
            "s3:*",
            "sagemaker:InvokeEndpoint",
            "sdb:*",
            "ses:*",
            "sns:*",
            "sqs:*",
            "sumerian:View*",
            "textract:AnalyzeDocument",
            "textract:DetectDocumentText",
            "transcribe:*",
            "translate:*");

    /** The policy as IAM reads it. */
    static final String JSON = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\""
            + String.join("\",\"", ACTIONS) + "\"],\"Resource\":\"*\"}]}";

    private GuestPolicy() {}
}
